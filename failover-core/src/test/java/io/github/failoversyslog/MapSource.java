package io.github.failoversyslog;

import java.util.Map;

/** Context data in a map, for what asks for single entries only. */
final class MapSource implements ContextSource<Map<String, Object>> {
  @Override
  public int size(Map<String, Object> data) {
    return data.size();
  }

  @Override
  public Object value(Map<String, Object> data, String name) {
    return data.get(name);
  }

  @Override
  public void writeTo(MessageWriter message, Map<String, Object> data) {
    throw new AssertionError("nobody asks for that");
  }
}
