package io.github.failoversyslog.report;

import io.github.failoversyslog.status.SenderName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * All senders of this JVM by name, from their start to their end, and what those that have ended
 * had counted: so the counts of a name continue over a reload. Of names without a running sender
 * the counts of the {@value #MOST_ENDED} that ended last are kept. Two contexts may have senders of
 * the same name; they are one by name, and two by context. A context is held while one of its
 * senders runs, and not longer. Any thread.
 */
public final class RunningSenders {
  static final int MOST_ENDED = 1000;

  private static final RunningSenders OF_THIS_JVM = new RunningSenders();

  private final Map<SenderName, SendersOfOneName> byName = new LinkedHashMap<>();
  private final Map<Object, Map<SenderName, SendersOfOneName>> byContext = new WeakHashMap<>();
  private final Set<SenderName> ended = new LinkedHashSet<>(); // names, the first to end first
  private final List<SenderWatcher> watchers = new ArrayList<>();

  public static RunningSenders ofThisJvm() {
    return OF_THIS_JVM;
  }

  /** Returns the senders of this name in this context. */
  synchronized SendersOfOneName started(Object context, SenderName name, MonitoredSender sender) {
    ended.remove(name);
    byName.computeIfAbsent(name, SendersOfOneName::new).add(sender);
    SendersOfOneName ofContext =
        byContext
            .computeIfAbsent(context, any -> new HashMap<>())
            .computeIfAbsent(name, SendersOfOneName::new);
    ofContext.add(sender);
    return ofContext;
  }

  /**
   * Tells the watchers of a sender that was started just now.
   *
   * @param failed receives what watchers throw, which call a program's own code
   */
  void tellOfStart(SenderName name, Consumer<Throwable> failed) {
    SendersOfOneName senders;
    synchronized (this) {
      senders = byName.get(name);
    }
    if (senders != null) {
      tell(watcher -> watcher.started(senders), failed);
    }
  }

  private void tell(Consumer<SenderWatcher> news, Consumer<Throwable> failed) {
    List<SenderWatcher> told;
    synchronized (this) {
      told = List.copyOf(watchers);
    }
    for (SenderWatcher watcher : told) {
      try {
        news.accept(watcher);
      } catch (Exception | Error e) { // also a checked one, of another language
        failed.accept(e);
      }
    }
  }

  /**
   * Returns the senders of this name in this context; empty if this one was not started or has
   * ended before.
   *
   * @param failed receives what watchers throw
   */
  Optional<SendersOfOneName> ended(
      Object context, SenderName name, MonitoredSender sender, Consumer<Throwable> failed) {
    List<SendersOfOneName> forgotten;
    Optional<SendersOfOneName> ofContext;
    synchronized (this) {
      SendersOfOneName ofName = byName.get(name);
      if (ofName == null || !ofName.remove(sender)) {
        return Optional.empty();
      }
      ofContext =
          Optional.ofNullable(byContext.get(context))
              .map(names -> names.get(name))
              .filter(senders -> senders.remove(sender));
      if (ofName.running().isEmpty()) {
        ended.add(name);
      }
      forgotten = forgetTheOldest();
    }
    for (SendersOfOneName senders : forgotten) {
      tell(watcher -> watcher.forgotten(senders), failed);
    }
    return ofContext;
  }

  private List<SendersOfOneName> forgetTheOldest() {
    List<SendersOfOneName> forgotten = new ArrayList<>();
    while (ended.size() > MOST_ENDED) {
      SenderName oldest = ended.iterator().next();
      ended.remove(oldest);
      byContext.values().forEach(names -> names.remove(oldest));
      Optional.ofNullable(byName.remove(oldest)).ifPresent(forgotten::add);
    }
    forgotten.forEach(SendersOfOneName::forget);
    return forgotten;
  }

  /** Every name that is known, in the order of their first starts. */
  public synchronized List<SendersOfOneName> all() {
    return List.copyOf(byName.values());
  }

  /**
   * Tells of every name that is known, and then of the name of every sender that starts, on the
   * thread that starts it: then what the watcher throws is reported and not passed on.
   */
  public void add(SenderWatcher watcher) {
    List<SendersOfOneName> known;
    synchronized (this) {
      watchers.add(watcher);
      known = all();
    }
    known.forEach(watcher::started);
  }

  public synchronized void remove(SenderWatcher watcher) {
    watchers.remove(watcher);
  }
}
