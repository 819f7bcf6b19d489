package io.github.failoversyslog.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The key update requests that a TLS server gets on one connection, each at a byte of the stream,
 * and how it reacts. They take no room, and wait only for the bytes before them.
 */
final class Requests {
  private static final int MOST_IN_A_SECOND = 8;

  /** How different servers react to requests. */
  enum Manner {
    /** Not TLS 1.3: no requests are possible. */
    NO_TLS,
    ANSWERS_ALL,
    /** Answers each request when it reads the next one. */
    ANSWERS_ALL_BUT_LAST,
    ANSWERS_NONE,
    /** Answers none, and closes the connection at the ninth within a second. */
    ENDS_AT_THE_NINTH,
    /** Treats a request as an error, and closes the connection. */
    ENDS_AT_THE_FIRST
  }

  /** The reaction to a request that was read. */
  enum Reaction {
    NOTHING,
    AN_ANSWER,
    AN_END
  }

  private final Manner manner;
  private final Deque<Long> bytes = new ArrayDeque<>(); // of unread requests
  private final Deque<Long> times = new ArrayDeque<>(); // of the last requests that were read
  private long asked;
  private long arrived;
  private long read;

  Requests(Manner manner) {
    this.manner = manner;
  }

  /** The client makes requests after this many bytes. */
  void ask(int requests, long atByte) {
    for (int i = 0; i < requests; i++) {
      bytes.add(atByte);
      asked++;
    }
  }

  /** The number of requests made so far. */
  long asked() {
    return asked;
  }

  /** This many requests have arrived, if the bytes before them have. */
  void arrive(long requests) {
    arrived = Math.max(arrived, requests);
  }

  /** Whether a request has arrived that the server reaches when it has read this many bytes. */
  boolean isNextWithin(long readBytes) {
    return read < arrived && bytes.getFirst() <= readBytes;
  }

  /** The server's process reads the next request. */
  Reaction readNext(long nowNanos) {
    bytes.removeFirst();
    read++;
    times.add(nowNanos);
    while (nowNanos - times.getFirst() >= VirtualTime.SECOND) {
      times.removeFirst();
    }
    return switch (manner) {
      case NO_TLS -> throw new AssertionError("was asked without TLS");
      case ANSWERS_ALL -> Reaction.AN_ANSWER;
      case ANSWERS_ALL_BUT_LAST -> read > 1 ? Reaction.AN_ANSWER : Reaction.NOTHING;
      case ANSWERS_NONE -> Reaction.NOTHING;
      case ENDS_AT_THE_NINTH -> {
        if (times.size() > MOST_IN_A_SECOND) {
          throw new AssertionError("was asked again and again, and never answered");
        }
        yield Reaction.NOTHING;
      }
      case ENDS_AT_THE_FIRST -> Reaction.AN_END;
    };
  }
}
