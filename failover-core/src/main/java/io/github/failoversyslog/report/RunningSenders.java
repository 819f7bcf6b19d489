package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * All senders of this JVM by name, from their start to their end, and what those that have ended
 * had counted: so the counts of a name continue over a reload. Two contexts may have senders of the
 * same name; they are one by name, and two by context. A context is held while one of its senders
 * runs, and not longer. Any thread.
 */
public final class RunningSenders {
  private static final RunningSenders OF_THIS_JVM = new RunningSenders();

  private final Map<SenderName, SendersOfOneName> byName = new LinkedHashMap<>();
  private final Map<Object, Map<SenderName, SendersOfOneName>> byContext = new WeakHashMap<>();
  private final List<Consumer<SendersOfOneName>> listeners = new ArrayList<>();

  public static RunningSenders ofThisJvm() {
    return OF_THIS_JVM;
  }

  /** Returns the senders of this name in this context. */
  synchronized SendersOfOneName started(Object context, SenderName name, MonitoredSender sender) {
    byName.computeIfAbsent(name, SendersOfOneName::new).add(sender);
    SendersOfOneName ofContext =
        byContext
            .computeIfAbsent(context, any -> new HashMap<>())
            .computeIfAbsent(name, SendersOfOneName::new);
    ofContext.add(sender);
    return ofContext;
  }

  /**
   * Tells the listeners of a sender that was started just now. A listener that was added meanwhile
   * may be told twice.
   *
   * @param failed receives what listeners throw, which are a program's own code
   */
  void tellOfStart(SenderName name, Consumer<Throwable> failed) {
    List<Consumer<SendersOfOneName>> told;
    SendersOfOneName senders;
    synchronized (this) {
      told = List.copyOf(listeners);
      senders = byName.computeIfAbsent(name, SendersOfOneName::new);
    }
    for (Consumer<SendersOfOneName> listener : told) {
      try {
        listener.accept(senders);
      } catch (RuntimeException | LinkageError e) {
        failed.accept(e);
      }
    }
  }

  /**
   * Returns the senders of this name in this context; empty if this one was not started or has
   * ended before.
   */
  synchronized Optional<SendersOfOneName> ended(
      Object context, SenderName name, MonitoredSender sender) {
    SendersOfOneName ofName = byName.get(name);
    if (ofName == null || !ofName.remove(sender)) {
      return Optional.empty();
    }
    return Optional.ofNullable(byContext.get(context))
        .map(names -> names.get(name))
        .filter(ofContext -> ofContext.remove(sender));
  }

  /** Every name that a sender has had, in the order of their first starts. */
  public synchronized List<SendersOfOneName> all() {
    return List.copyOf(byName.values());
  }

  /**
   * Tells of every name that a sender has had, and then of the name of every sender that starts, on
   * the thread that starts it: then what the listener throws is reported and not passed on.
   */
  public void tellOfStarts(Consumer<SendersOfOneName> listener) {
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
