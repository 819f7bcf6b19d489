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

/** A resolver whose answers are set by the test, effective immediately. Thread-safe. */
public final class ScriptedResolver implements Resolver {
  private final Map<String, CompletableFuture<List<InetAddress>>> answers =
      new ConcurrentHashMap<>();

  private final Queue<CompletableFuture<List<InetAddress>>> asked = new ConcurrentLinkedQueue<>();

  public ScriptedResolver answer(String name, InetAddress... addresses) {
    answers.put(name, CompletableFuture.completedFuture(List.of(addresses)));
    return this;
  }

  /** Look-ups of the name are answered when the test completes the returned future. */
  public CompletableFuture<Void> answerLate(String name, InetAddress... addresses) {
    CompletableFuture<Void> due = new CompletableFuture<>();
    answers.put(name, due.thenApply(nothing -> List.of(addresses)));
    return due;
  }

  /** Look-ups of the name are never answered. */
  public ScriptedResolver hang(String name) {
    answers.put(name, new CompletableFuture<>());
    return this;
  }

  public ScriptedResolver forget(String name) {
    answers.remove(name);
    return this;
  }

  /** How many look-ups wait for an answer and have not been abandoned. */
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
