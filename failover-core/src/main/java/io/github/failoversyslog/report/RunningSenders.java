package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All senders of this JVM by name, from their start to their end, and what those that have ended
 * had counted: so the counts of a name continue over a reload. Any thread.
 */
public final class RunningSenders {
  private static final RunningSenders OF_THIS_JVM = new RunningSenders();

  private final Map<SenderName, SendersOfOneName> byName = new LinkedHashMap<>();
  private final List<Consumer<SendersOfOneName>> listeners = new ArrayList<>();

  public static RunningSenders ofThisJvm() {
    return OF_THIS_JVM;
  }

  public void started(SenderName name, MonitoredSender sender) {
    List<Consumer<SendersOfOneName>> told = List.of();
    SendersOfOneName senders;
    synchronized (this) {
      senders = byName.get(name);
      if (senders == null) {
        senders = new SendersOfOneName(name);
        byName.put(name, senders);
        told = List.copyOf(listeners);
      }
      senders.add(sender);
    }
    for (Consumer<SendersOfOneName> listener : told) {
      listener.accept(senders);
    }
  }

  /** A sender that was not started is ignored, and so is a second call. */
  public synchronized void ended(SenderName name, MonitoredSender sender) {
    SendersOfOneName senders = byName.get(name);
    if (senders != null) {
      senders.remove(sender);
    }
  }

  /** Every name that a sender has had, in the order of their first starts. */
  public synchronized List<SendersOfOneName> all() {
    return List.copyOf(byName.values());
  }

  /**
   * Tells of every name, those of the past and of the future, once each; perhaps on the thread that
   * starts a sender.
   */
  public void tellOfEach(Consumer<SendersOfOneName> listener) {
    List<SendersOfOneName> known;
    synchronized (this) {
      listeners.add(listener);
      known = all();
    }
    known.forEach(listener);
  }

  public synchronized void tellNoMore(Consumer<SendersOfOneName> listener) {
    listeners.remove(listener);
  }
}
