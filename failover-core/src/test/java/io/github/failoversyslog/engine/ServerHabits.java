package io.github.failoversyslog.engine;

/**
 * How the process of a server reads and answers.
 *
 * @param gapNanos the longest time between two reads of a connection with input
 * @param refusals percentage of messages that it refuses; RELP only
 * @param outOfOrder whether it answers in any order; RELP only
 * @param answerNanos the longest time to answer a request for a receipt
 * @param talks whether it sends data of its own; not RELP
 */
record ServerHabits(
    SentFrames.Format format,
    long gapNanos,
    int refusals,
    boolean outOfOrder,
    long answerNanos,
    boolean talks) {}
