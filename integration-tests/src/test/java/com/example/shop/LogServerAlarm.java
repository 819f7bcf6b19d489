package com.example.shop;

import io.github.failoversyslog.status.Discards;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.ServerChange;
import io.github.failoversyslog.status.Status;

/** Tells the operators what happens to the log. */
public class LogServerAlarm implements SenderListener {
  @Override
  public void status(Status status) {} // the framework shows these lines

  @Override
  public void changed(ServerChange change) {
    System.err.println(change.kind() + " from " + change.from() + " to " + change.to());
  }

  @Override
  public void discarding(Discards discards) {
    System.err.println((discards.ended() ? "lost " : "losing ") + discards.byReason());
  }
}
