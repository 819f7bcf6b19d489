package io.github.failoversyslog.it.application;

import io.github.failoversyslog.status.Discards;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.ServerChange;
import io.github.failoversyslog.status.Status;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Listeners that a configuration names by their class. */
public final class TestListeners {
  /** What {@link Recording} was told since {@link #forget}. */
  public static final List<Status> STATUSES = new CopyOnWriteArrayList<>();

  public static final List<ServerChange> CHANGES = new CopyOnWriteArrayList<>();
  public static final List<Discards> DISCARDS = new CopyOnWriteArrayList<>();

  private TestListeners() {}

  /** Of {@link #STATUSES}. */
  public static List<Status.Kind> kinds() {
    return STATUSES.stream().map(Status::kind).toList();
  }

  public static void forget() {
    STATUSES.clear();
    CHANGES.clear();
    DISCARDS.clear();
  }

  /** Keeps what it is told. */
  public static final class Recording implements SenderListener {
    public Recording() {}

    @Override
    public void status(Status status) {
      STATUSES.add(status);
    }

    @Override
    public void changed(ServerChange change) {
      CHANGES.add(change);
    }

    @Override
    public void discarding(Discards discards) {
      DISCARDS.add(discards);
    }
  }

  /** Throws. */
  public static final class Failing implements SenderListener {
    public Failing() {}

    @Override
    public void status(Status status) {
      throw new IllegalStateException("made to fail");
    }
  }

  /** Does not return before it is interrupted. */
  public static final class Blocking implements SenderListener {
    public Blocking() {}

    @Override
    public void status(Status status) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
