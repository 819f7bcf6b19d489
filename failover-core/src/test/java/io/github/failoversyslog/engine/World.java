package io.github.failoversyslog.engine;

import java.util.Random;

/** What all parts of one simulated world share. */
record World(
    Schedule schedule,
    VirtualTime timeline,
    Random random,
    Ledger ledger,
    Story story,
    Situations situations) {}
