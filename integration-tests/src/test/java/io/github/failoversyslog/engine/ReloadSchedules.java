package io.github.failoversyslog.engine;

import static io.github.failoversyslog.schedules.Concurrently.require;

import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.ring.LastAppends;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.schedules.Concurrently;
import io.github.failoversyslog.status.Severity;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.Lincheck;

/** A sender that stops while its successor takes over its spool, and messages are appended. */
public final class ReloadSchedules {
  private static final int SCHEDULES = 150;
  private static final String OWNER = "owner";

  private final SharedSpool shared = new SharedSpool(OWNER, closed -> {});
  private final SpoolLease first = shared.firstLease();
  private final AtomicReference<SpoolLease> second = new AtomicReference<>();
  private final MessageRing ring = MessageRing.inMemory(1024);
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger read = new AtomicInteger();
  private final Admission ofFirst = AdmissionSchedules.blocking(ring, new Counters(), () -> {});
  private final Admission ofSecond = AdmissionSchedules.blocking(ring, new Counters(), () -> {});

  private ReloadSchedules() {}

  /** Every accepted message is read by one of the two; a successor has a ring that is open. */
  public static void appendAndReload() {
    Lincheck.runConcurrentTest(SCHEDULES, () -> new ReloadSchedules().reload());
  }

  private void reload() {
    Concurrently.run(() -> append(ofFirst), this::succeed, this::stopFirst);
    if (second.get() != null) {
      append(ofSecond);
      require(ofSecond.append(new byte[8], 8, Severity.ERROR) == null, "the ring is sealed");
      accepted.incrementAndGet();
      readAll();
    }
    require(accepted.get() == read.get(), accepted + " accepted, " + read + " read");
  }

  private void append(Admission admission) {
    if (admission.append(new byte[8], 8, Severity.ERROR) == null) {
      accepted.incrementAndGet();
    }
  }

  private void succeed() {
    second.set(shared.followedBy(OWNER));
  }

  /** As the engine begins the stop, and as the delivery ends. */
  private void stopFirst() {
    ofFirst.close();
    first.end();
    if (!first.hasSuccessor()) {
      LastAppends.SYSTEM.sealAndAwait(ring);
      readAll();
    }
  }

  private void readAll() {
    read.addAndGet(ring.read("", (message, position, none) -> true));
  }
}
