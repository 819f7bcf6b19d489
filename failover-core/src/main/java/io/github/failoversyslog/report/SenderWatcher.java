package io.github.failoversyslog.report;

/** Is told of the names of senders, by the threads that start and end them. */
public interface SenderWatcher {
  /**
   * A sender of this name was started, or this watcher was added and the name is known. May be told
   * more than once, and late: also after {@link #forgotten}, when {@link
   * SendersOfOneName#isForgotten} is true.
   */
  void started(SendersOfOneName senders);

  /** No sender of this name runs, and its counts are kept no longer. */
  void forgotten(SendersOfOneName senders);
}
