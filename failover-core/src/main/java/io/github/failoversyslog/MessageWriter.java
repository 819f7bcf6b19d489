package io.github.failoversyslog;

import io.github.failoversyslog.config.Include;
import io.github.failoversyslog.config.MessageFormat;
import io.github.failoversyslog.config.MessageSettings;
import io.github.failoversyslog.config.SdName;
import io.github.failoversyslog.engine.Admission;
import io.github.failoversyslog.engine.Engine;
import io.github.failoversyslog.report.Counters;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Severity;
import io.github.failoversyslog.text.ObjectText;
import io.github.failoversyslog.wire.EncodeBuffer;
import io.github.failoversyslog.wire.Encoding;
import io.github.failoversyslog.wire.MessageEncoder;
import io.github.failoversyslog.wire.NameBytes;
import io.github.failoversyslog.wire.StructuredData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message: structured data first, in any order, then text, then {@link #send}. To be
 * closed in any case; a message that was not sent leaves nothing behind and is counted. For one
 * thread at a time.
 */
public final class MessageWriter implements AutoCloseable {
  private static final int SCRATCH_CHARS_TO_KEEP = 64 * 1024;
  private static final int NAMES_TO_KEEP = 64;
  private static final Comparator<String> BY_NAME =
      Comparator.nullsFirst(Comparator.naturalOrder());
  private static final ContextSource<Map<String, String>> MAPS =
      new ContextSource<>() {
        @Override
        public int size(Map<String, String> data) {
          return data.size();
        }

        @Override
        public @Nullable Object value(Map<String, String> data, String name) {
          return data.get(name);
        }

        @Override
        public void writeTo(MessageWriter message, Map<String, String> data) {
          message.contextSorted(data);
        }
      };

  private final WriterPool pool;
  private final Engine engine;
  private final Admission admission;
  private final Counters counters;
  private final MessageSettings settings;
  private final boolean withLogger; // read once, as every event asks
  private final boolean withThread;
  private final Encoding encoding;
  private final EncodeBuffer buffer;
  private final MessageEncoder encoder;
  private final StructuredData data;
  private final byte[] contextElement;
  private final byte[] logElement;
  private final NameBytes elements;
  private final LastContext lastContext = new LastContext();
  private final @Nullable TraceContext trace;
  private String[] names = new String[NAMES_TO_KEEP];
  private StringBuilder scratch = new StringBuilder();
  private Severity severity = Severity.DEBUG;
  private boolean sdIdCut;
  private boolean pending;
  private boolean taken;

  MessageWriter(WriterPool pool, Engine engine) {
    this.pool = pool;
    this.engine = engine;
    this.admission = engine.admission();
    this.counters = engine.counters();
    this.encoding = engine.encoding();
    this.settings = encoding.settings();
    this.withLogger = settings.data().includes(Include.LOGGER);
    this.withThread = settings.data().includes(Include.THREAD);
    this.buffer = encoding.newBuffer();
    this.encoder = encoding.newEncoder(buffer);
    this.data = encoder.data();
    this.contextElement = StructuredData.elementStart(settings.data().mdcElementId());
    this.logElement = StructuredData.elementStart(settings.data().logElementId());
    this.elements = new NameBytes(this::elementStart);
    this.trace = settings.data().includes(Include.TRACE_CONTEXT) ? new TraceContext(data) : null;
  }

  private byte[] elementStart(String id) {
    return StructuredData.elementStart(
        settings.data().longSdIds()
            ? SdName.wholeId(id, settings.data().enterpriseNumber())
            : SdName.cleanId(id, settings.data().enterpriseNumber()));
  }

  MessageWriter begin(
      Severity newSeverity, long epochSecond, int nano, @Nullable String messageId) {
    severity = newSeverity;
    sdIdCut = false;
    pending = true;
    taken = true;
    try {
      encoding.begin(encoder, newSeverity, epochSecond, nano, messageId);
    } catch (RuntimeException e) {
      close(); // nobody else will, and the event is to be counted
      throw e;
    }
    return this;
  }

  /**
   * Adds an entry of the context data (ThreadContext, MDC), if the settings include its name.
   *
   * @param value as {@link ObjectText#of} has it; null: the entry is left out
   */
  public void context(@Nullable String name, @Nullable Object value) {
    String given = nameOf(name);
    lastContext.add(given, value);
    if (value != null && !isOfTrace(given) && encoding.contextNames().accepts(given)) {
      data.element(contextElement);
      data.param(given, ObjectText.of(value));
    }
  }

  private boolean isOfTrace(String name) {
    return trace != null && trace.has(name);
  }

  private static String nameOf(@Nullable String name) {
    return name == null ? "null" : name; // as it is printed
  }

  /** Adds all entries of the context data. */
  public <D> void context(D entries, ContextSource<D> source) {
    if (trace != null) {
      trace.write(entries, source);
    }
    if (!lastContext.matches(entries, source)
        || !data.repeat(contextElement, lastContext.element())) {
      lastContext.forget();
      int start = data.endElement();
      source.writeTo(this, entries);
      lastContext.store(data.elementFrom(start));
    }
  }

  /** Adds all entries of the context data. */
  public void context(Map<String, String> entries) {
    context(entries, MAPS);
  }

  private void contextSorted(Map<String, String> entries) {
    int count = entries.size();
    names = entries.keySet().toArray(names);
    Arrays.sort(names, 0, count, BY_NAME);
    for (int i = 0; i < count; i++) {
      context(names[i], entries.get(names[i]));
    }
    if (count > NAMES_TO_KEEP) {
      names = new String[NAMES_TO_KEEP];
    }
  }

  /**
   * Adds an element, also if no parameters follow; those that do belong to it. They join the one
   * with the same id if there is one already.
   *
   * @param id SD-ID, which is cleaned and, without {@code longSdIds}, cut; one without a number
   *     gets {@code enterpriseNumber}
   */
  public void element(String id) {
    byte[] start = elements.of(id);
    if (start.length > SdName.MAX_CHARS && !settings.data().longSdIds()) {
      checkWhetherCut(id);
    }
    data.elementEvenIfEmpty(start);
  }

  private void checkWhetherCut(String id) {
    String whole = SdName.wholeId(id, settings.data().enterpriseNumber());
    if (whole.length() > SdName.MAX_CHARS && settings.format() == MessageFormat.RFC5424) {
      sdIdCut = true;
      engine.sdIdCut(whole);
    }
  }

  /**
   * Adds a parameter to the element; nothing for a value of null.
   *
   * @param name PARAM-NAME, which is cleaned
   */
  public void param(@Nullable String name, @Nullable CharSequence value) {
    if (value != null) {
      data.param(nameOf(name), value);
    }
  }

  /** Adds where the event comes from, as far as the settings ask for it and it is known. */
  public void origin(@Nullable String loggerName, @Nullable String threadName) {
    if (withLogger) {
      logParam("logger", loggerName);
    }
    if (withThread) {
      logParam("thread", threadName);
    }
  }

  /** Adds a marker of the event; nothing for null. */
  public void marker(@Nullable String name) {
    logParam("marker", name);
  }

  public void stackTrace(CharSequence trace) {
    logParam("stackTrace", trace);
  }

  private void logParam(String name, @Nullable CharSequence value) {
    if (value != null) {
      data.element(logElement);
      data.param(name, value);
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
    DiscardReason refusal = trySend();
    return refusal == null || admission.discard(refusal);
  }

  /**
   * Like {@link #send}, but counts no discard.
   *
   * @return why it was not taken; null if it was
   */
  public @Nullable DiscardReason trySend() {
    pending = false;
    encoder.finish();
    DiscardReason refusal = admission.append(buffer.array(), buffer.length(), severity);
    if (refusal == null && (buffer.isTruncated() || sdIdCut)) {
      counters.truncated.increment();
    }
    return refusal;
  }

  @Override
  public void close() {
    if (pending) {
      pending = false;
      admission.discard(DiscardReason.ABANDONED);
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
