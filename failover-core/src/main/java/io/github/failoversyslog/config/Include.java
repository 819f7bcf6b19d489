package io.github.failoversyslog.config;

/** What structured data may have besides context data. */
public enum Include {
  LOGGER(Setting.INCLUDE_LOGGER),
  THREAD(Setting.INCLUDE_THREAD),
  MARKER(Setting.INCLUDE_MARKER),
  TRACE_CONTEXT(Setting.TRACE_CONTEXT),
  ORIGIN(Setting.INCLUDE_ORIGIN),
  TIME_QUALITY(Setting.INCLUDE_TIME_QUALITY),
  SEQUENCE_ID(Setting.SEQUENCE_ID);

  private final Setting setting;

  Include(Setting setting) {
    this.setting = setting;
  }

  Setting setting() {
    return setting;
  }
}
