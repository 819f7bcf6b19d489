package io.github.failoversyslog.it;

import io.github.failoversyslog.net.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Names that mean what the test says, from then on. Any thread. */
final class ScriptedNames implements Resolver {
  private final Map<String, CompletableFuture<List<InetAddress>>> answers =
      new ConcurrentHashMap<>();

  ScriptedNames answer(String name, InetAddress... addresses) {
    answers.put(name, CompletableFuture.completedFuture(List.of(addresses)));
    return this;
  }

  /** Look-ups of the name have no answer, ever. */
  ScriptedNames hang(String name) {
    answers.put(name, new CompletableFuture<>());
    return this;
  }

  ScriptedNames forget(String name) {
    answers.remove(name);
    return this;
  }

  @Override
  public CompletableFuture<List<InetAddress>> resolve(String host) {
    return answers.getOrDefault(
        host, CompletableFuture.failedFuture(new UnknownHostException(host)));
  }
}
