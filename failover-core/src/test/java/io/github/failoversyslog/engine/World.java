package io.github.failoversyslog.engine;

import java.util.Random;

/** What all parts of one simulated world share. */
record World(
    Schedule schedule,
    VirtualTime timeline,
    SenderClock clock,
    Random random,
    Ledger ledger,
    Story story,
    Situations situations) {}
