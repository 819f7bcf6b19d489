package io.github.failoversyslog.engine;

import io.github.failoversyslog.report.Announcer;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.report.StatusReporter;

/**
 * Where a sender reports to.
 *
 * @param announcer reports the steps of the failover machine
 */
record Reports(Counters counters, StatusReporter status, Announcer announcer) {}
