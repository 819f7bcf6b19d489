package io.github.failoversyslog.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * Looks names up as the JDK does, every look-up on a daemon thread of its own: one that hangs
 * delays no other name. At most one look-up of a name is under way.
 */
public final class SystemResolver implements Resolver {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final SystemResolver SHARED = new SystemResolver(InetAddress::getAllByName);
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

  /** Waits as long as it takes. */
  interface LookUp {
    InetAddress[] addressesOf(String host) throws UnknownHostException;
  }

  private final LookUp system;
  private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> underWay =
      new ConcurrentHashMap<>();

  /** The one of this JVM, so that a name that hangs costs one thread and not one for each user. */
  public static SystemResolver shared() {
    return SHARED;
  }

  SystemResolver(LookUp system) {
    this.system = system;
  }

  @Override
  public CompletableFuture<List<InetAddress>> resolve(String host) {
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    if (isAddress(host)) {
      lookUp(host, answer); // asks no name server, so does not wait
      return answer;
    }
    CompletableFuture<List<InetAddress>> earlier = underWay.putIfAbsent(host, answer);
    if (earlier != null) {
      return earlier;
    }
    Thread thread = new Thread(() -> lookUp(host, answer), "failover-syslog-resolver-" + host);
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) { // no more threads to be had; there may be next time
      underWay.remove(host, answer);
      answer.completeExceptionally(e);
    }
    return answer;
  }

  /** Whether this is an IPv4 or IPv6 address, not a name. */
  static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
  }

  private void lookUp(String host, CompletableFuture<List<InetAddress>> answer) {
    try {
      List<InetAddress> addresses = List.of(system.addressesOf(host));
      underWay.remove(host, answer); // first: who asks from now on gets a new look-up
      answer.complete(addresses);
    } catch (UnknownHostException | RuntimeException | Error e) {
      underWay.remove(host, answer);
      answer.completeExceptionally(e);
    }
  }
}
