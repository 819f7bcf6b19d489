package io.github.failoversyslog;

import io.github.failoversyslog.engine.Encoding;
import io.github.failoversyslog.engine.Engine;
import io.github.failoversyslog.wire.MessageBuffer;
import io.github.failoversyslog.wire.MessageEncoder;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message: context data, logger and thread first, then text, then {@link #send}. To be
 * closed in any case; a message that was not sent leaves nothing behind and is counted. For one
 * thread at a time.
 */
public final class MessageWriter implements AutoCloseable {
  private static final int SCRATCH_CHARS_TO_KEEP = 64 * 1024;

  private final WriterPool pool;
  private final Engine engine;
  private final MessageSettings settings;
  private final MessageBuffer buffer;
  private final MessageEncoder encoder;
  private final byte[] contextElement;
  private final byte[] logElement;
  private final BiConsumer<String, @Nullable String> addEntry = this::addEntry; // made once
  private StringBuilder scratch = new StringBuilder();
  private Severity severity = Severity.DEBUG;
  private boolean pending;
  private boolean taken;

  MessageWriter(WriterPool pool, Engine engine) {
    this.pool = pool;
    this.engine = engine;
    Encoding encoding = engine.encoding();
    this.settings = encoding.settings();
    this.buffer = encoding.newBuffer();
    this.encoder = encoding.newEncoder(buffer);
    this.contextElement = MessageEncoder.elementStart(settings.mdcElementId());
    this.logElement = MessageEncoder.elementStart(settings.logElementId());
  }

  MessageWriter begin(Severity newSeverity, long epochSecond, int nano) {
    severity = newSeverity;
    pending = true;
    taken = true;
    engine.encoding().begin(encoder, newSeverity, epochSecond, nano);
    return this;
  }

  /**
   * Adds an entry of the context data (ThreadContext, MDC), if the settings let its name through.
   */
  public void context(String name, CharSequence value) {
    if (engine.encoding().contextNames().accepts(name)) {
      encoder.element(contextElement);
      encoder.param(name, value);
    }
  }

  /** Adds all entries of the context data, as {@link #context(String, CharSequence)} does. */
  public void context(Map<String, String> entries) {
    entries.forEach(addEntry);
  }

  private void addEntry(String name, @Nullable String value) {
    context(name, value == null ? "" : value);
  }

  /** Adds where the event comes from, as far as the settings ask for it. */
  public void origin(String loggerName, String threadName) {
    if (settings.includeLogger()) {
      encoder.element(logElement);
      encoder.param("logger", loggerName);
    }
    if (settings.includeThread()) {
      encoder.element(logElement);
      encoder.param("thread", threadName);
    }
  }

  /** Appends to the text of the message. */
  public void text(CharSequence text) {
    encoder.text(text);
  }

  /**
   * An empty buffer for whoever has to format text before it can be appended; valid until {@link
   * #close}.
   */
  public StringBuilder scratch() {
    scratch.setLength(0);
    return scratch;
  }

  /**
   * Hands the message over. Waits for room at most as {@code overflow} says, never for the network.
   *
   * @return false if it was discarded, which has been counted
   */
  public boolean send() {
    pending = false;
    encoder.finish();
    if (buffer.isTruncated()) {
      engine.counters().truncated.increment();
    }
    return engine.admission().offer(buffer.array(), buffer.length(), severity);
  }

  @Override
  public void close() {
    if (pending) {
      pending = false;
      engine.admission().discard(DiscardReason.ABANDONED);
    }
    if (scratch.capacity() > SCRATCH_CHARS_TO_KEEP) {
      scratch = new StringBuilder();
    }
    if (taken) {
      taken = false; // first: whoever takes it next sets it again
      pool.giveBack(this);
    }
  }
}
