package io.github.failoversyslog.it.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a RELP server says to what it hears. Used by one server, on its thread alone. */
@FunctionalInterface
public interface RelpAnswering {

  /**
   * A client's frame.
   *
   * @param connection its number, from 1 on
   * @param transaction 1 to 999,999,999
   * @param command {@code open}, {@code syslog} or {@code close}
   */
  record ClientFrame(int connection, int transaction, String command, String data) {

    /** The answer with this data. */
    public String answer(String answerData) {
      return rsp(transaction, answerData);
    }

    boolean is(String otherCommand) {
      return command.equals(otherCommand);
    }
  }

  /**
   * Called for every frame that keeps the rules.
   *
   * @return what to send, one character to a byte; empty for nothing. A message to which this is an
   *     answer with a code from 500 on counts as not taken.
   */
  String to(ClientFrame frame);

  /** The frame that answers a transaction. */
  static String rsp(int transaction, String data) {
    return transaction + " rsp " + data.length() + (data.isEmpty() ? "" : " " + data) + "\n";
  }

  /** As rsyslog's imrelp. */
  static RelpAnswering normally() {
    return frame ->
        switch (frame.command()) {
          case "open" ->
              frame.answer("200 OK\nrelp_version=0\nrelp_software=test\ncommands=syslog");
          case "close" -> frame.answer("") + "0 serverclose 0\n";
          default -> frame.answer("200 OK");
        };
  }

  /** Says this to every message, and to all else what is normal. */
  static RelpAnswering messages(RelpAnswering answering) {
    RelpAnswering normally = normally();
    return frame -> (frame.is("syslog") ? answering : normally).to(frame);
  }

  /** Takes messages and never says so. */
  static RelpAnswering never() {
    return messages(frame -> "");
  }

  /** Answers 500 to every message. */
  static RelpAnswering refusingMessages() {
    return messages(frame -> frame.answer("500 refused"));
  }

  /** Answers 500 to every message that was not refused before, over whatever connection. */
  static RelpAnswering refusingFirstAttempts() {
    Set<String> refused = new HashSet<>();
    return messages(
        frame -> frame.answer(refused.add(frame.data()) ? "500 not at once" : "200 OK"));
  }

  /** Answers so many messages at a time, the last one first. */
  static RelpAnswering reversing(int messages) {
    List<String> waiting = new ArrayList<>();
    return messages(
        frame -> {
          waiting.add(frame.answer("200 OK"));
          if (waiting.size() < messages) {
            return "";
          }
          Collections.reverse(waiting);
          String answers = String.join("", waiting);
          waiting.clear();
          return answers;
        });
  }

  /** Answers transactions that the client has not begun. */
  static RelpAnswering wrongTransactions() {
    return messages(frame -> rsp(frame.transaction() + 1_000_000, "200 OK"));
  }

  /** Answers a message with something that is no RELP. */
  static RelpAnswering garbage() {
    return messages(frame -> "HTTP/1.1 400 Bad Request\r\n\r\n");
  }

  /** Announces more data than will ever come. */
  static RelpAnswering hugeLength() {
    return messages(frame -> frame.transaction() + " rsp 999999999 200 OK" + "x".repeat(10_000));
  }

  /** Breaks the session off instead of answering a message. */
  static RelpAnswering serverClose() {
    return messages(frame -> "0 serverclose 0\n");
  }

  /** Lets nobody in. */
  static RelpAnswering refusingSessions(String reason) {
    RelpAnswering normally = normally();
    return frame -> frame.is("open") ? frame.answer("500 " + reason) : normally.to(frame);
  }

  /** Answers so many messages in the normal way first. */
  static RelpAnswering afterMessages(int messages, RelpAnswering then) {
    RelpAnswering normally = normally();
    int[] answered = {0};
    return frame -> {
      boolean first = answered[0] < messages;
      answered[0] += frame.is("syslog") ? 1 : 0;
      return (first ? normally : then).to(frame);
    };
  }
}
