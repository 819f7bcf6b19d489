package io.github.failoversyslog.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Measures the time from SIGKILL of the server in use to the first byte at the next one, under
 * load. The killed server is a separate process; the next one runs in this process, so that one
 * clock measures both moments.
 */
final class FailoverTime {
  private static final int KILLS = 20;

  private final int killedPort;
  private final int nextPort;

  FailoverTime(int killedPort, int nextPort) {
    this.killedPort = killedPort;
    this.nextPort = nextPort;
  }

  /**
   * Returns a Markdown table. The contender uses its servers round-robin: first the port whose
   * server is killed, then the next one.
   */
  List<String> measure(Supplier<Contender> maker, int eventsPerSecond)
      throws IOException, InterruptedException {
    double[] millis = new double[KILLS];
    ServerProcess server = ServerProcess.start(killedPort);
    try (ServerSocket next = new ServerSocket(nextPort, 8, InetAddress.getLoopbackAddress());
        Contender contender = maker.get();
        Pacer pacer = new Pacer(contender, eventsPerSecond)) {
      for (int kill = 0; kill < KILLS; kill++) {
        long before = server.frames();
        while (server.frames() < before + eventsPerSecond / 10) {
          pacer.check();
          Thread.sleep(5);
        }
        SynchronousQueue<Long> firstByte = new SynchronousQueue<>();
        Thread acceptor = new Thread(() -> acceptOne(next, firstByte));
        acceptor.start();
        long killedAt = System.nanoTime();
        server.kill();
        Long arrivedAt = firstByte.poll(10, TimeUnit.SECONDS);
        millis[kill] = arrivedAt == null ? Double.POSITIVE_INFINITY : (arrivedAt - killedAt) / 1e6;
        server.close();
        server = ServerProcess.start(killedPort);
        firstByte.poll(10, TimeUnit.SECONDS); // then the acceptor closes its connection
        acceptor.join();
      }
    } finally {
      server.close();
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "failover %.1f ms (median), %.1f to %.1f%n",
        millis[KILLS / 2],
        millis[0],
        millis[KILLS - 1]);
    return List.of(
        "| events/s | kills | median | fastest | slowest |",
        "|---|---|---|---|---|",
        String.format(
            Locale.ROOT,
            "| %,d | %d | %.1f ms | %.1f ms | %.1f ms |",
            eventsPerSecond,
            KILLS,
            millis[KILLS / 2],
            millis[0],
            millis[KILLS - 1]));
  }

  private static void acceptOne(ServerSocket next, SynchronousQueue<Long> firstByte) {
    try (Socket socket = next.accept()) {
      socket.getInputStream().read();
      firstByte.put(System.nanoTime());
      byte[] rest = new byte[64 * 1024];
      while (!firstByte.offer(0L) && socket.getInputStream().read(rest) >= 0) {
        // keeps reading until the other server is back
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
