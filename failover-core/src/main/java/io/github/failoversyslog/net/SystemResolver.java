package io.github.failoversyslog.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks up names with the JDK's resolver, each on its own daemon thread, so that a lookup that
 * hangs does not delay other names. At most one lookup per name is in progress.
 */
public final class SystemResolver implements Resolver {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final SystemResolver SHARED = new SystemResolver(InetAddress::getAllByName);
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

  /** A lookup that may block without limit. */
  interface BlockingResolver {
    InetAddress[] addressesOf(String host) throws UnknownHostException;
  }

  private final BlockingResolver system;

  /** Callers waiting for names that are being looked up; guarded by itself. */
  private final Map<String, List<CompletableFuture<List<InetAddress>>>> waiting = new HashMap<>();

  /**
   * The resolver of this JVM. Shared, so that a lookup that hangs holds one thread, not one per
   * sender.
   */
  public static SystemResolver shared() {
    return SHARED;
  }

  SystemResolver(BlockingResolver system) {
    this.system = system;
  }

  @Override
  public CompletableFuture<List<InetAddress>> resolve(String host) {
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    if (isAddress(host)) {
      lookUp(host, answer); // needs no name server, does not block
      return answer;
    }
    answer
        .whenComplete((addresses, problem) -> forget(host, answer)) // also if it was cancelled
        .exceptionally(problem -> null);
    if (isFirst(host, answer)) {
      lookUpElsewhere(host);
    }
    return answer;
  }

  private boolean isFirst(String host, CompletableFuture<List<InetAddress>> answer) {
    synchronized (waiting) {
      boolean first = !waiting.containsKey(host);
      waiting.computeIfAbsent(host, name -> new ArrayList<>()).add(answer);
      return first;
    }
  }

  private void forget(String host, CompletableFuture<List<InetAddress>> answer) {
    synchronized (waiting) {
      List<CompletableFuture<List<InetAddress>>> others = waiting.get(host);
      if (others != null) {
        others.removeIf(other -> other == answer);
      }
    }
  }

  private void lookUpElsewhere(String host) {
    CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
    found
        .whenComplete((addresses, problem) -> answerAll(host, addresses, problem))
        .exceptionally(problem -> null);
    Thread thread = new Thread(() -> lookUp(host, found), "failover-syslog-resolver-" + host);
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) { // no thread available; the next lookup tries again
      found.completeExceptionally(e);
    }
  }

  private void lookUp(String host, CompletableFuture<List<InetAddress>> found) {
    try {
      found.complete(List.of(system.addressesOf(host)));
    } catch (UnknownHostException | RuntimeException | Error e) {
      found.completeExceptionally(e);
    }
  }

  /** Completes all waiting futures; the next call starts a new lookup. */
  private void answerAll(
      String host, @Nullable List<InetAddress> addresses, @Nullable Throwable problem) {
    List<CompletableFuture<List<InetAddress>>> all;
    synchronized (waiting) {
      all = Objects.requireNonNull(waiting.remove(host), host);
    }
    for (CompletableFuture<List<InetAddress>> answer : all) {
      if (addresses != null) {
        answer.complete(addresses);
      } else {
        answer.completeExceptionally(Objects.requireNonNull(problem));
      }
    }
  }

  /** Whether this is an IPv4 or IPv6 address, not a name. */
  static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
  }
}
