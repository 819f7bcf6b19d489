package io.github.failoversyslog.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.failoversyslog.net.Connection;
import io.github.failoversyslog.net.ReadyHandler;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Accepts as many bytes as it has room for; the test sets what can be read. */
final class ScriptedConnection implements Connection {
  private final StringBuilder written = new StringBuilder();
  public ReadyHandler handler = () -> {};
  String toRead = "";
  public int room = Integer.MAX_VALUE;
  Runnable duringWrite = () -> {};
  int readsPerTurn = Integer.MAX_VALUE; // those that read something
  boolean endOfStream;
  String fault = ""; // of every read
  boolean hasDefect; // of its end
  boolean holdsBack;
  boolean mayBeRejected;
  boolean refusedSession;
  long roundTripNanos;
  boolean givesReceipts;
  boolean holdsBackRequests;
  long receipts;
  long checkedAtNanos;
  private boolean flushed = true;
  private boolean requestsHeld;
  private int readsInTurn;

  void receives(String bytes) {
    toRead = bytes;
    handler.ready();
  }

  /** The server closes its side. */
  void ends() {
    endOfStream = true;
    handler.ready();
  }

  /**
   * @param message of the exception that every read throws from now on
   */
  void fails(String message) {
    fault = message;
    handler.ready();
  }

  /** The connection accepts this many bytes more. */
  void accepts(int bytes) {
    room = bytes;
    handler.ready();
  }

  @Override
  public void attach(ReadyHandler newHandler) {
    handler = newHandler;
  }

  @Override
  public void beginTurn() {
    readsInTurn = 0;
  }

  @Override
  public boolean mayHaveMore() {
    return readsInTurn >= readsPerTurn;
  }

  @Override
  public void wantWrites(boolean wanted) {
    written.append(wanted ? "[blocked]" : "[free]");
  }

  @Override
  public boolean mayBeRejected() {
    return mayBeRejected;
  }

  @Override
  public boolean refusedSession() {
    return refusedSession;
  }

  @Override
  public int write(ByteBuffer bytes) {
    int taken = Math.min(room, bytes.remaining());
    requestsHeld = requestsHeld && holdsBackRequests;
    flushed = !holdsBack && !requestsHeld;
    room -= taken;
    duringWrite.run();
    for (int i = 0; i < taken; i++) {
      written.append((char) bytes.get());
    }
    return taken;
  }

  @Override
  public long roundTripNanos() {
    return roundTripNanos;
  }

  @Override
  public boolean isFlushed() {
    return flushed;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!fault.isEmpty()) {
      throw new IOException(fault);
    }
    if (mayHaveMore()) {
      return 0;
    }
    if (toRead.isEmpty()) {
      return endOfStream ? -1 : 0;
    }
    readsInTurn++;
    mayBeRejected = false;
    int read = Math.min(into.remaining(), toRead.length());
    into.put(toRead.substring(0, read).getBytes(US_ASCII));
    toRead = toRead.substring(read);
    return read;
  }

  @Override
  public boolean canAskForReceipts() {
    return givesReceipts && flushed;
  }

  @Override
  public void askForReceipts(int requests) {
    written.append("[asks ").append(requests).append(']');
    requestsHeld = holdsBackRequests;
    flushed = !requestsHeld;
  }

  @Override
  public long receipts() {
    return receipts;
  }

  @Override
  public void checkDeadline(long nowNanos) {
    checkedAtNanos = nowNanos;
  }

  @Override
  public void shutdownOutput() {
    written.append("[end]");
  }

  @Override
  public void close() {
    if (hasDefect) {
      throw new IllegalStateException("a defect");
    }
    written.append("[closed]");
  }

  @Override
  public void reset() {
    if (hasDefect) {
      throw new IllegalStateException("a defect");
    }
    written.append("[reset]");
  }

  /** What was written since the last call, and which other calls were made. */
  public String written() {
    String text = written.toString();
    written.setLength(0);
    return text;
  }
}
