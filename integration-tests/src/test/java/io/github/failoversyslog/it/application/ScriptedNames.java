package io.github.failoversyslog.it.application;

import io.github.failoversyslog.net.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Names that mean what the test says, from then on. Any thread. */
public final class ScriptedNames implements Resolver {
  private final Map<String, CompletableFuture<List<InetAddress>>> answers =
      new ConcurrentHashMap<>();

  private final Queue<CompletableFuture<List<InetAddress>>> asked = new ConcurrentLinkedQueue<>();

  public ScriptedNames answer(String name, InetAddress... addresses) {
    answers.put(name, CompletableFuture.completedFuture(List.of(addresses)));
    return this;
  }

  /** Look-ups of the name have their answer as soon as the test completes this. */
  public CompletableFuture<Void> answerLate(String name, InetAddress... addresses) {
    CompletableFuture<Void> due = new CompletableFuture<>();
    answers.put(name, due.thenApply(nothing -> List.of(addresses)));
    return due;
  }

  /** Look-ups of the name have no answer, ever. */
  public ScriptedNames hang(String name) {
    answers.put(name, new CompletableFuture<>());
    return this;
  }

  public ScriptedNames forget(String name) {
    answers.remove(name);
    return this;
  }

  /** How many wait for an answer and have not given up. */
  public long waiting() {
    return asked.stream().filter(answer -> !answer.isDone()).count();
  }

  @Override
  public CompletableFuture<List<InetAddress>> resolve(String host) {
    CompletableFuture<List<InetAddress>> answer =
        answers
            .getOrDefault(host, CompletableFuture.failedFuture(new UnknownHostException(host)))
            .copy();
    asked.add(answer);
    return answer;
  }
}
