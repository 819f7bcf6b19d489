package io.github.failoversyslog.engine;

import io.github.failoversyslog.status.Server;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What the process of a RELP server answers to the frames that it reads. */
final class RelpAnswers {
  private static final String OFFERS = "200 OK\nrelp_version=0\ncommands=syslog";

  private final ServerHabits habits;
  private final Ledger ledger;
  private final Random random;
  private final List<String> unsent = new ArrayList<>();

  RelpAnswers(ServerHabits habits, Ledger ledger, Random random) {
    this.habits = habits;
    this.ledger = ledger;
    this.random = random;
  }

  /** The process has read a frame. */
  void takes(SentFrames.SentFrame frame, ServerEnd connection, Server address) {
    int transaction = frame.transaction();
    switch (frame.command()) {
      case "open" -> connection.says(transaction + " rsp " + OFFERS.length() + " " + OFFERS + "\n");
      case "syslog" -> {
        if (random.nextInt(100) < habits.refusals()) {
          ledger.isRefused(frame.message(), connection.number());
          unsent.add(transaction + " rsp 7 500 bad\n");
        } else {
          ledger.arrives(frame.message(), address);
          unsent.add(transaction + " rsp 6 200 OK\n");
        }
      }
      case "close" -> {
        answers(connection);
        connection.says(transaction + " rsp 0\n0 serverclose 0\n");
        connection.ends();
      }
      default -> throw new AssertionError("a frame with the command " + frame.command());
    }
  }

  /** Writes the answers to what was read of a connection since the last call. */
  void answers(ServerEnd connection) {
    if (habits.outOfOrder()) {
      Collections.shuffle(unsent, random);
    }
    unsent.forEach(connection::says);
    unsent.clear();
  }

  /** The answers are lost. */
  void drops() {
    unsent.clear();
  }
}
