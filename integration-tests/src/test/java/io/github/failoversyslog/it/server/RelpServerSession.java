package io.github.failoversyslog.it.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.failoversyslog.it.application.Excerpt;
import io.github.failoversyslog.it.server.RelpResponder.ClientFrame;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server side of one RELP session. Rejects anything from the client that librelp's {@code
 * doc/relp.md} does not allow. Frames are read on the server's thread; held answers are sent on any
 * thread.
 */
public final class RelpServerSession implements FrameParser {
  private static final int MAX_TRANSACTION = 999_999_999;

  /** {@code TXNR SP COMMAND SP DATALEN} and the delimiter after it. */
  private static final Pattern HEAD =
      Pattern.compile("([1-9][0-9]{0,8}) ([A-Za-z]{1,32}) (?:(0)\\n|([1-9][0-9]{0,8}) )");

  private static final int MAX_HEAD_BYTES = 54;
  private static final Pattern REFUSAL = Pattern.compile("[0-9]+ rsp [0-9]+ 5[0-9][0-9](?s:.*)");

  /** Receives what is to be sent to the client. */
  @FunctionalInterface
  public interface Output {
    /**
     * @param last whether this ends the server's stream
     */
    void send(String text, boolean last);
  }

  private final int connection;
  private final RelpService service;
  private final Output output;
  private int lastTransaction;
  private boolean openReceived;
  private volatile boolean closeReceived;
  // The following fields are guarded by this.
  private final StringBuilder answers = new StringBuilder();
  private int held;
  private boolean granted; // by an answer that is held or was sent
  private boolean open; // that answer was sent

  public RelpServerSession(int connection, RelpService service, Output output) {
    this.connection = connection;
    this.service = service;
    this.output = output;
  }

  @Override
  public int parse(byte[] bytes, int from, int to, FrameConsumer sink) {
    int at = from;
    try {
      for (int end = takeFrame(bytes, at, to, sink);
          end > at;
          end = takeFrame(bytes, at, to, sink)) {
        at = end;
      }
    } finally {
      if (!service.isHolding()) {
        release();
      }
    }
    return at;
  }

  /** Returns where the frame ends, or its start if it is incomplete. */
  private int takeFrame(byte[] bytes, int from, int to, FrameConsumer sink) {
    String start = new String(bytes, from, Math.min(to - from, MAX_HEAD_BYTES), US_ASCII);
    Matcher head = HEAD.matcher(start);
    if (!head.lookingAt()) {
      require(head.hitEnd() && start.length() < MAX_HEAD_BYTES, "no RELP frame", bytes, from, to);
      return from;
    }
    boolean withData = head.group(4) != null;
    int data = from + head.end();
    int dataBytes = withData ? Integer.parseInt(head.group(4)) : 0;
    int end = withData ? data + dataBytes + 1 : data;
    if (end > to) {
      return from;
    }
    require(bytes[end - 1] == '\n', "no line feed behind the data", bytes, from, to);
    int transaction = Integer.parseInt(head.group(1));
    require(
        transaction == lastTransaction % MAX_TRANSACTION + 1, "out of sequence", bytes, from, to);
    require(!closeReceived, "a frame after close", bytes, from, to);
    lastTransaction = transaction;
    String text = new String(bytes, data, dataBytes, UTF_8);
    ClientFrame frame = new ClientFrame(connection, transaction, head.group(2), text);
    String violation = violation(frame);
    require(violation == null, violation, bytes, from, to);
    if (answer(frame) && frame.is("syslog")) {
      sink.message(bytes, data, dataBytes);
    }
    return end;
  }

  /** Returns the protocol violation of the frame in the current state, or null. */
  private @Nullable String violation(ClientFrame frame) {
    boolean first = !openReceived;
    openReceived = true;
    return switch (frame.command()) {
      case "open" -> first ? offersViolation(frame) : "open a second time";
      case "syslog" -> {
        if (!isOpen()) {
          yield "syslog before the answer to open";
        }
        yield frame.data().startsWith("<") ? null : "no PRI";
      }
      case "close" -> {
        closeReceived = true;
        yield first ? "close before open" : frame.data().isEmpty() ? null : "close with data";
      }
      default -> "no command of a client";
    };
  }

  private static @Nullable String offersViolation(ClientFrame open) {
    List<String> offers = open.data().lines().toList();
    boolean complete =
        offers.contains("relp_version=0")
            && offers.contains("commands=syslog")
            && offers.stream().anyMatch(offer -> offer.matches("relp_software=.+"))
            && offers.stream().allMatch(offer -> offer.matches("[a-z_]+=.*"));
    return complete ? null : "open without the right offers";
  }

  private synchronized boolean isOpen() {
    return open;
  }

  /** Returns whether the frame was accepted. */
  private synchronized boolean answer(ClientFrame frame) {
    String answer = service.responder().to(frame);
    answers.append(answer);
    held++;
    boolean taken = !REFUSAL.matcher(answer).matches();
    granted |= frame.is("open") && taken && !answer.isEmpty();
    return taken;
  }

  /** Sends all held answers. */
  public synchronized void release() {
    boolean last = closeReceived && held > 0;
    open = granted;
    held = 0;
    if (last || !answers.isEmpty()) {
      output.send(answers.toString(), last);
      answers.setLength(0);
    }
  }

  synchronized int held() {
    return held;
  }

  /** Whether the client has closed the session. */
  boolean isClosed() {
    return closeReceived;
  }

  private static void require(
      boolean met, @Nullable String otherwise, byte[] bytes, int from, int to) {
    if (!met) {
      throw new FramingException(otherwise + ": " + Excerpt.of(bytes, from, to));
    }
  }
}
