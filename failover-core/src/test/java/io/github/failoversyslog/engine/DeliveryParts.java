package io.github.failoversyslog.engine;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.failover.FailoverMachine;
import io.github.failoversyslog.failover.Rules;
import io.github.failoversyslog.failover.Signal;
import io.github.failoversyslog.report.Announcer;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.OwnMessage;
import io.github.failoversyslog.report.OwnReports;
import io.github.failoversyslog.report.StatusReporter;
import java.util.Queue;
import java.util.function.Predicate;

/** The parts of a delivery in which its tests differ. */
record DeliveryParts(
    SenderConfig config,
    Rules rules,
    Queue<Signal> signals,
    ConnectAttempts attempts,
    Connections connections,
    MessageStore store,
    Admission admission,
    Counters counters,
    StatusReporter reporter,
    Shutdown shutdown,
    Platform platform) {

  /**
   * @param send appends one of the sender's own messages to the buffer; false if there is no room
   */
  Delivery delivery(Predicate<OwnMessage> send) {
    Announcer announcer = new Announcer(config, counters, reporter, platform.wallClock());
    return new Delivery(
        connections,
        new FailoverControl(
            new FailoverMachine(rules),
            signals,
            new OperatorRequests(() -> {}),
            attempts,
            connections,
            announcer,
            shutdown,
            platform),
        store,
        admission,
        new Reports(counters, reporter, announcer),
        new OwnReports(
            config.monitoring(),
            announcer::takeReportedChange,
            counters,
            reporter,
            platform.wallClock(),
            send),
        shutdown,
        platform.clock());
  }
}
