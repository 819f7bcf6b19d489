package io.github.failoversyslog.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lookups of names that begin with {@code slow} hang. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class SystemResolverTest {
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final CountDownLatch patience = new CountDownLatch(1);
  private final SystemResolver resolver = new SystemResolver(this::lookUp);

  private InetAddress[] lookUp(String host) throws UnknownHostException {
    asked.add(host);
    if (host.startsWith("slow")) {
      try {
        patience.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    if (host.startsWith("unknown")) {
      throw new UnknownHostException(host);
    }
    return new InetAddress[] {InetAddress.getByAddress(new byte[] {127, 0, 0, 9})};
  }

  @Test
  void aHangingLookupDelaysNoOther() {
    CompletableFuture<List<InetAddress>> slow = resolver.resolve("slow");
    assertThat(resolver.resolve("quick").join()).hasSize(1);
    assertThat(slow).isNotDone();
    patience.countDown();
    assertThat(slow.join()).hasSize(1);
  }

  @Test
  void aNameIsLookedUpByOneThreadAtATime() {
    List<CompletableFuture<List<InetAddress>>> answers =
        IntStream.range(0, 1000).mapToObj(i -> resolver.resolve("slow")).toList();
    patience.countDown();
    answers.forEach(CompletableFuture::join);
    assertThat(asked).containsExactly("slow");
  }

  @Test
  void aHangingLookupKeepsNoReferenceToCancelledRequests() {
    CompletableFuture<List<InetAddress>> answer = resolver.resolve("slow");
    WeakReference<Object> held = new WeakReference<>(answer);
    answer.cancel(false);
    answer = null;
    while (held.get() != null && !Thread.interrupted()) {
      System.gc();
    }
    assertThat(held.get()).isNull();
    CompletableFuture<List<InetAddress>> later = resolver.resolve("slow");
    patience.countDown();
    assertThat(later.join()).hasSize(1);
  }

  @Test
  void aNameIsLookedUpAgainAfterAnAnswer() {
    resolver.resolve("quick").join();
    resolver.resolve("quick").join();
    assertThat(asked).containsExactly("quick", "quick");
  }

  @Test
  void anUnknownNameFailsAndIsLookedUpAgain() {
    assertThatThrownBy(() -> resolver.resolve("unknown").join())
        .hasCauseInstanceOf(UnknownHostException.class);
    assertThatThrownBy(() -> resolver.resolve("unknown").join())
        .hasCauseInstanceOf(UnknownHostException.class);
    assertThat(asked).containsExactly("unknown", "unknown");
  }

  @Test
  void anAddressIsReturnedOnTheCallersThread() {
    assertThat(resolver.resolve("127.0.0.1")).isDone();
    assertThat(resolver.resolve("::1")).isDone();
  }
}
