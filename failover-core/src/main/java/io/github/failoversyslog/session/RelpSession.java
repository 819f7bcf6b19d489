package io.github.failoversyslog.session;

import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.wire.RelpFrames;
import io.github.failoversyslog.wire.RelpParser;
import io.github.failoversyslog.wire.RelpResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A RELP client session. Every message is a transaction, the number of unanswered transactions is
 * limited by the window, and a message needs no resend once the server has answered it and all
 * before it. Source: librelp {@code doc/relp.md}.
 *
 * <p>A message that the server refuses is sent once more, and given up if it is refused again. The
 * count is per session: a message that is sent again in a new session, because it or an earlier one
 * was unanswered when the old session was lost, has two tries there. This cannot repeat forever,
 * since a refusal does not end a session.
 */
public final class RelpSession implements Session {
  private static final Set<String> VERSIONS = Set.of("0", "1");

  private final RelpParser parser = new RelpParser();
  private final RelpParser.Sink answers = this::frame;
  private final MessageRing.MessageSink<ByteBuffer> frames = this::append;
  private final RelpWindow window;
  private final long timeoutNanos;
  private final FrameEnds ends = new FrameEnds();
  private Stage stage = Stage.NEW;
  private String fault = "";
  private List<String> offers = List.of();
  private int lastTransaction; // transaction number of open or close
  private long receivedAtNanos;
  private long owedSinceNanos; // start of the time-out for the oldest unanswered message

  private enum Stage {
    NEW,
    OPENING,
    OPEN,
    CLOSING,
    CLOSED,
    BROKEN
  }

  /**
   * @param windowMessages 1 to 1,000,000
   * @param timeoutNanos (relpTimeout) how long a message may be the oldest unanswered one; if the
   *     server answers in order, this is how long it may send nothing
   */
  public RelpSession(int windowMessages, long timeoutNanos) {
    this.window = new RelpWindow(windowMessages, 0);
    this.timeoutNanos = timeoutNanos;
  }

  @Override
  public void greet(ByteBuffer batch) {
    RelpFrames.appendOpen(takeTransaction(), batch);
    stage = Stage.OPENING;
  }

  private int takeTransaction() {
    lastTransaction = window.nextTransaction();
    window.sentOther();
    return lastTransaction;
  }

  @Override
  public List<String> offers() {
    return offers;
  }

  @Override
  public boolean isOpen() {
    return stage == Stage.OPEN;
  }

  @Override
  public void begin(long position, long nowNanos) {
    window.readTo(position);
  }

  @Override
  public int fill(ByteBuffer batch, MessageRing ring, long nowNanos) {
    if (window.isEmpty()) {
      owedSinceNanos = nowNanos;
    }
    ends.clear();
    if (stage != Stage.OPEN || !appendRefused(batch, ring)) {
      return 0;
    }
    int messages = ring.read(batch, frames);
    window.readTo(ring.sent());
    return messages;
  }

  /** Returns whether every refused message that may be sent again now fitted into the batch. */
  private boolean appendRefused(ByteBuffer batch, MessageRing ring) {
    for (long at = window.nextRefused(); at != RelpWindow.NONE; at = window.nextRefused()) {
      if (!RelpFrames.appendSyslog(window.nextTransaction(), ring.messageAt(at), batch)) {
        return false;
      }
      window.sentAgain();
    }
    return true;
  }

  private boolean append(ByteBuffer message, long position, ByteBuffer batch) {
    boolean appended =
        window.hasRoom() && RelpFrames.appendSyslog(window.nextTransaction(), message, batch);
    if (appended) {
      window.sent(position);
      ends.add(position, batch.position());
    }
    return appended;
  }

  @Override
  public long firstCut(int bytes, long otherwise) {
    return ends.firstCut(bytes, otherwise);
  }

  @Override
  public boolean takesMessages() {
    return stage == Stage.OPEN && window.hasRoom();
  }

  @Override
  public void received(ByteBuffer input, long sinceNanos, long nowNanos) throws IOException {
    receivedAtNanos = nowNanos;
    try {
      parser.parse(input, answers);
    } catch (RelpParser.ViolationException e) {
      stage = Stage.BROKEN;
      throw new IOException(e.getMessage(), e);
    }
    if (stage == Stage.BROKEN) {
      throw new IOException(fault);
    }
  }

  private void frame(int transaction, String command, ByteBuffer data) {
    if (command.equals("serverclose")) {
      serverCloses();
    } else if (command.equals("rsp")) {
      response(transaction, data);
    } else if (transaction != 0) { // unknown hints are ignored
      breakOff(SessionTexts.noResponseButCommand());
    }
  }

  private void serverCloses() {
    switch (stage) {
      case NEW, OPENING, OPEN -> breakOff(SessionTexts.sessionClosed());
      case CLOSING, CLOSED -> stage = Stage.CLOSED; // sent after its answer to our close
      case BROKEN -> {}
    }
  }

  private void response(int transaction, ByteBuffer data) {
    switch (stage) {
      case OPENING -> opened(transaction, data);
      case OPEN -> answered(transaction, data);
      case CLOSING -> {
        if (transaction == lastTransaction) {
          stage = Stage.CLOSED;
        } else {
          answered(transaction, data);
        }
      }
      case NEW -> breakOff(SessionTexts.unexpectedResponse(transaction));
      case CLOSED, BROKEN -> {}
    }
  }

  private void opened(int transaction, ByteBuffer data) {
    offers = RelpResponse.offers(data);
    Optional<String> version = RelpResponse.offer(data, "relp_version");
    Optional<String> commands = RelpResponse.offer(data, "commands");
    if (transaction != lastTransaction) {
      breakOff(SessionTexts.unexpectedResponse(transaction));
    } else if (!RelpResponse.isPositive(data)) {
      breakOff(SessionTexts.sessionRefused(RelpResponse.reason(data)));
    } else if (version.isEmpty() || !VERSIONS.contains(version.get())) {
      breakOff(SessionTexts.noKnownVersion());
    } else if (commands.isPresent()
        && Arrays.stream(commands.get().split(",")).noneMatch("syslog"::equals)) {
      breakOff(SessionTexts.noSyslogCommand());
    } else {
      stage = Stage.OPEN;
    }
  }

  private void answered(int transaction, ByteBuffer data) {
    long answeredBefore = window.answeredTo();
    switch (window.answered(transaction, RelpResponse.isPositive(data))) {
      case ACCEPTED, REJECTED, LATE -> {}
      case REFUSED -> owedSinceNanos = receivedAtNanos; // it will be sent once more
      case UNKNOWN -> breakOff(SessionTexts.unexpectedResponse(transaction));
    }
    if (window.answeredTo() != answeredBefore) {
      owedSinceNanos = receivedAtNanos;
    }
  }

  private void breakOff(String why) {
    stage = Stage.BROKEN;
    fault = why;
  }

  @Override
  public void written(long position, long nowNanos) {
    // only answers count, not writes
  }

  @Override
  public void blocked(boolean nowBlocked, long nowNanos) {
    // the time-out for answers runs on
  }

  @Override
  public long releasable(long nowNanos) {
    return window.answeredTo();
  }

  @Override
  public long provenTo() {
    return window.answeredTo();
  }

  /** Those that it refused twice, so that they were given up. */
  @Override
  public Spans takeRejected() {
    return window.takeRejected();
  }

  @Override
  public boolean hasUnproven() {
    return !window.isEmpty();
  }

  @Override
  public boolean isProvenByItsEnd() {
    return false;
  }

  @Override
  public boolean mayReleaseUnconfirmed() {
    return false;
  }

  @Override
  public long resendFrom(Loss loss, long nowNanos) {
    return window.isEmpty() ? Long.MAX_VALUE : window.answeredTo();
  }

  @Override
  public void rewound(long position) {
    window.forgetFrom(position);
  }

  @Override
  public boolean finish(ByteBuffer batch, MessageRing ring, long nowNanos) {
    if (stage == Stage.OPEN) {
      appendRefused(batch, ring);
      if (window.isEmpty()) {
        RelpFrames.appendClose(takeTransaction(), batch);
        stage = Stage.CLOSING;
        owedSinceNanos = nowNanos;
      }
    }
    return stage != Stage.OPEN && stage != Stage.CLOSING;
  }

  @Override
  public String silence() {
    return SessionTexts.noRelpResponse(Duration.ofNanos(timeoutNanos));
  }

  @Override
  public boolean cutFramesShow() {
    return true;
  }

  @Override
  public long silentAtNanos() {
    boolean owed = stage == Stage.CLOSING || (stage == Stage.OPEN && !window.isEmpty());
    return owed ? owedSinceNanos + timeoutNanos : Long.MAX_VALUE;
  }
}
