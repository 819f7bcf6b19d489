package io.github.failoversyslog.fleet;

import io.github.failoversyslog.it.application.TestSender;
import io.github.failoversyslog.net.Resolver;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Senders in this process, and their servers on 127.0.0.1. Each sender has its own thread, sockets
 * and small buffer, as in production; replaced is the resolution of the servers' names, which
 * counts the connects: each asks once.
 */
final class RealFleet implements AutoCloseable {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final List<CountingListener> servers = new ArrayList<>();
  private final List<Queue<Long>> askedAtNanos;
  private final List<TestSender> senders = new ArrayList<>();
  private final Map<String, String> settings;
  private final Random random = new Random(1);
  private final long startNanos = System.nanoTime();

  /**
   * @param settings of each sender, without the servers
   * @param ports of the servers
   * @param queue connections that may wait to be accepted at a server
   */
  RealFleet(Map<String, String> settings, int[] ports, int queue) throws IOException {
    this.settings = settings;
    this.askedAtNanos =
        Stream.generate(() -> (Queue<Long>) new ConcurrentLinkedQueue<Long>())
            .limit(ports.length)
            .toList();
    for (int port : ports) {
      servers.add(new CountingListener(port, queue));
    }
  }

  static String host(int server) {
    return "log" + server;
  }

  private Resolver countingResolver() {
    List<InetAddress> loopback = List.of(InetAddress.getLoopbackAddress());
    return host -> {
      askedAtNanos.get(host.charAt(host.length() - 1) - '0').add(System.nanoTime());
      return CompletableFuture.completedFuture(loopback);
    };
  }

  long nowNanos() {
    return System.nanoTime() - startNanos;
  }

  /**
   * Starts senders at random times until then, or as soon as possible after them; earlier ones log
   * already.
   *
   * @return when each was started
   */
  List<Long> startWithin(int number, long nanos) throws InterruptedException {
    Resolver resolver = countingResolver();
    List<Long> startedAtNanos = new ArrayList<>();
    long[] atNanos = random.longs(number, 0, nanos).sorted().toArray();
    for (int i = 0; i < number; i++) {
      waitUntil(atNanos[i]);
      startedAtNanos.add(nowNanos());
      senders.add(TestSender.start("fleet" + i, resolver, settings));
      senders.get(random.nextInt(senders.size())).send("started");
    }
    return startedAtNanos;
  }

  /** Every sender logs once in {@code everyNanos}, one after the other, until then. */
  void logUntil(long untilNanos, long everyNanos) throws InterruptedException {
    long first = nowNanos();
    for (int i = 0; nowNanos() < untilNanos; i++) {
      waitUntil(Math.min(untilNanos, first + i * (everyNanos / senders.size())));
      senders.get(i % senders.size()).send("message " + i);
    }
  }

  void waitUntil(long nanos) throws InterruptedException {
    long left = nanos - nowNanos();
    if (left > NANOS_PER_MILLI) {
      Thread.sleep(left / NANOS_PER_MILLI);
    }
  }

  CountingListener server(int number) {
    return servers.get(number);
  }

  /** All connects to the server, also those that it refused. */
  Knocks knocksAt(int server) {
    return knocks(askedAtNanos.get(server).stream());
  }

  /** Connects that the server has accepted. */
  Knocks acceptedBy(int server) {
    return knocks(servers.get(server).acceptedAtNanos().stream());
  }

  private Knocks knocks(Stream<Long> times) {
    Knocks knocks = new Knocks();
    long[] sorted = times.mapToLong(nanos -> nanos - startNanos).toArray();
    Arrays.sort(sorted);
    Arrays.stream(sorted).forEach(knocks::add);
    return knocks;
  }

  long connectedTo(int server) {
    return senders.stream()
        .filter(
            sender ->
                sender
                    .statistics()
                    .currentServer()
                    .filter(current -> current.host().equals(host(server)))
                    .isPresent())
        .count();
  }

  /** The senders end at the same time, without waiting for each other. */
  @Override
  public void close() {
    IntStream.range(0, 16)
        .mapToObj(part -> new Thread(() -> stop(part)))
        .peek(Thread::start)
        .toList()
        .forEach(RealFleet::join);
    servers.forEach(CountingListener::close);
  }

  private void stop(int part) {
    for (int i = part; i < senders.size(); i += 16) {
      senders.get(i).close();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
