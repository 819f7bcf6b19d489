package io.github.failoversyslog.it.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The answers of a RELP server to the frames it receives. Used by one server, only on its thread.
 */
@FunctionalInterface
public interface RelpResponder {

  /**
   * A frame received from a client.
   *
   * @param connection number of the connection, counted from 1
   * @param transaction 1 to 999,999,999
   * @param command {@code open}, {@code syslog} or {@code close}
   */
  record ClientFrame(int connection, int transaction, String command, String data) {

    /** Returns the answer to this frame with this data. */
    public String answer(String answerData) {
      return rsp(transaction, answerData);
    }

    boolean is(String otherCommand) {
      return command.equals(otherCommand);
    }
  }

  /**
   * Called for every frame that follows the protocol.
   *
   * @return what to send, one character per byte; empty for nothing. A message answered with a code
   *     of 500 or higher is not counted as received.
   */
  String to(ClientFrame frame);

  /** The frame that answers a transaction. */
  static String rsp(int transaction, String data) {
    return transaction + " rsp " + data.length() + (data.isEmpty() ? "" : " " + data) + "\n";
  }

  /** Answers like rsyslog's imrelp. */
  static RelpResponder normally() {
    return frame ->
        switch (frame.command()) {
          case "open" ->
              frame.answer("200 OK\nrelp_version=0\nrelp_software=test\ncommands=syslog");
          case "close" -> frame.answer("") + "0 serverclose 0\n";
          default -> frame.answer("200 OK");
        };
  }

  /** Uses this for messages, and normal answers for all other frames. */
  static RelpResponder messages(RelpResponder responder) {
    RelpResponder normally = normally();
    return frame -> (frame.is("syslog") ? responder : normally).to(frame);
  }

  /** Receives messages and never answers them. */
  static RelpResponder never() {
    return messages(frame -> "");
  }

  /** Answers 500 to every message. */
  static RelpResponder refusingMessages() {
    return messages(frame -> frame.answer("500 refused"));
  }

  /** Answers 500 to the first attempt of every message, over any connection. */
  static RelpResponder refusingFirstAttempts() {
    Set<String> refused = new HashSet<>();
    return messages(
        frame -> frame.answer(refused.add(frame.data()) ? "500 not at once" : "200 OK"));
  }

  /** Answers this many messages at a time, the last one first. */
  static RelpResponder reversing(int messages) {
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

  /** Answers transactions that the client has not started. */
  static RelpResponder wrongTransactions() {
    return messages(frame -> rsp(frame.transaction() + 1_000_000, "200 OK"));
  }

  /** Answers a message with data that is not RELP. */
  static RelpResponder garbage() {
    return messages(frame -> "HTTP/1.1 400 Bad Request\r\n\r\n");
  }

  /** Announces more data than is ever sent. */
  static RelpResponder hugeLength() {
    return messages(frame -> frame.transaction() + " rsp 999999999 200 OK" + "x".repeat(10_000));
  }

  /** Closes the session instead of answering a message. */
  static RelpResponder serverClose() {
    return messages(frame -> "0 serverclose 0\n");
  }

  /** Refuses every session. */
  static RelpResponder refusingSessions(String reason) {
    RelpResponder normally = normally();
    return frame -> frame.is("open") ? frame.answer("500 " + reason) : normally.to(frame);
  }

  /** Answers this many messages normally first. */
  static RelpResponder afterMessages(int messages, RelpResponder then) {
    RelpResponder normally = normally();
    int[] answered = {0};
    return frame -> {
      boolean first = answered[0] < messages;
      answered[0] += frame.is("syslog") ? 1 : 0;
      return (first ? normally : then).to(frame);
    };
  }
}
