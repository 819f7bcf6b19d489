package io.github.failoversyslog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.appender.AppenderSender;
import io.github.failoversyslog.appender.AppenderTexts;
import io.github.failoversyslog.appender.Diversion;
import io.github.failoversyslog.appender.EventMessages;
import io.github.failoversyslog.config.MessageSettings;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.status.InvalidConfigException;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends events as syslog messages to the first server that can be reached. */
public final class FailoverSyslogAppender extends DivertingBean {
  private static final String NAME_BY_DEFAULT = "FailoverSyslog";
  private static final String LAYOUT = "the layout or encoder";

  private final Context noContext = new ContextBase();
  private @Nullable Layout<ILoggingEvent> layout;
  private @Nullable Encoder<ILoggingEvent> encoder;
  private @Nullable EventMessages<ILoggingEvent> messages; // set by start(), before the sender
  private Diversion<ILoggingEvent> diversion = Diversion.none(); // as above
  private final AppenderSender sender = new AppenderSender();
  private volatile @Nullable Runnable ending; // of the sender; set by start()
  private final AtomicBoolean toldOfOthers = new AtomicBoolean();

  /** Called by Logback, which then calls the setters and {@link #start}. */
  public FailoverSyslogAppender() {
    setName(NAME_BY_DEFAULT);
  }

  /** Formats MSG; without one it is the message and the stack trace. */
  public void setLayout(Layout<ILoggingEvent> layout) {
    settings.isThere("layout");
    this.layout = layout;
  }

  /** Formats MSG, in place of a layout. */
  public void setEncoder(Encoder<ILoggingEvent> encoder) {
    settings.isThere("encoder");
    this.encoder = encoder;
  }

  /** Begins to connect in the background. A failure leaves the appender, and only it, stopped. */
  @Override
  public void start() {
    if (isStarted()) {
      return;
    }
    try {
      Map<String, String> settings = settings();
      List<String> faults = faults();
      ThrowablePattern stackTrace =
          ThrowablePattern.of(settings.get("stackTracePattern"), context(), faults);
      List<String> sdIds = structuredData().stream().map(StructuredDataElement::id).toList();
      SenderConfig config = SenderConfig.of(settings, sdIds, faults, tls());
      Function<SyslogSender, Runnable> endings = Sifted.endingsIn(context());
      messages = messages(config.message(), stackTrace);
      messages.checkLayout(
          LayoutFaults.probe(textLayout(), context()),
          () -> warn(AppenderTexts.stackTracePatternUnused(LAYOUT)));
      diversion = diversion(this::warn);
      SyslogSender made =
          new SyslogSender(
              senderName(), context(), config, new StatusManagerListener(getName(), this));
      sender.start(made, listeners(), () -> startWith(endings.apply(made)));
    } catch (InvalidConfigException e) {
      addError(getName() + ": " + e.getMessage());
    } catch (RuntimeException | Error e) { // no memory, no thread, no file handle, no class
      addError(AppenderTexts.cannotStart(getName(), String.valueOf(e.getMessage())), e);
    }
  }

  private void startWith(Runnable endingOfSender) {
    ending = endingOfSender;
    super.start();
  }

  /**
   * Called by any thread. Waits for room in the buffer at most as {@code overflow} says, never for
   * the network. What the buffer refuses goes to the appender of {@code <appender-ref>}.
   */
  @Override
  protected void append(ILoggingEvent event) {
    SyslogSender current = sender.forEvents();
    EventMessages<ILoggingEvent> currentMessages = messages;
    if (current == null || currentMessages == null) {
      return;
    }
    try {
      currentMessages.send(event, current, diversion);
    } catch (StackOverflowError | LinkageError | AssertionError e) { // Logback lets errors through
      throw new IllegalStateException(LogbackTexts.notFormatted(), e);
    }
  }

  @Override
  void notAnEvent(@Nullable Object other) {
    filterFailed();
    if (toldOfOthers.compareAndSet(false, true)) {
      warn(LogbackTexts.noLoggingEvent(other == null ? "null" : other.getClass().getName()));
    }
  }

  @Override
  void filterFailed() {
    sender.discard();
  }

  @Override
  boolean isDiverting() {
    return diversion.isUnderWay();
  }

  @Override
  void loggedWhileDiverting(ILoggingEvent event) {
    if (!diversion.comesBack(event)) {
      sender.discard();
    }
  }

  private EventMessages<ILoggingEvent> messages(
      MessageSettings settings, @Nullable ThrowablePattern stackTrace) {
    return new EventMessages<>(
        settings,
        new LogbackEvents(mdcWarning()),
        layoutText(),
        stackTrace,
        structuredData().stream().map(StructuredDataElement::writer).toList(),
        () ->
            warn(
                AppenderTexts.stackTraceTwice(
                    settings.text().stackTrace().toString(), LAYOUT, "%nopex")));
  }

  private @Nullable BiConsumer<ILoggingEvent, StringBuilder> layoutText() {
    if (layout != null) {
      return LayoutText.of(layout);
    }
    return encoder == null ? null : LayoutText.of(encoder);
  }

  private Consumer<RuntimeException> mdcWarning() {
    AtomicBoolean warned = new AtomicBoolean();
    return failure -> {
      if (warned.compareAndSet(false, true)) {
        warn(LogbackTexts.noMdc(failure.toString()));
      }
    };
  }

  private void warn(String warning) {
    new StatusManagerListener(getName(), this).status(new Status(Status.Kind.CONFIG, warning));
  }

  private @Nullable Layout<ILoggingEvent> textLayout() {
    return layout != null ? layout : LayoutText.layoutOf(encoder);
  }

  /** The framework's, or one that a program has not set. */
  private Context context() {
    Context context = getContext();
    return context == null ? noContext : context;
  }

  @Override
  List<String> faults() {
    List<String> faults = super.faults();
    if (layout != null && encoder != null) {
      faults.add("layout and encoder are both set; expected one of them");
    }
    if (layout != null && !layout.isStarted()) { // its texts would be empty
      faults.add("the layout does not work; expected one that Logback could start");
    }
    if (encoder != null && !LayoutText.works(encoder)) {
      faults.add("the encoder does not work; expected one that Logback could start");
    }
    faults.addAll(LayoutFaults.of(textLayout(), context()));
    for (StructuredDataElement element : structuredData()) {
      faults.addAll(element.start(context()));
    }
    return faults;
  }

  /**
   * Delivers what is in the buffer, within {@code shutdownTimeout}. Waits for that, unless a {@code
   * SiftingAppender} stops it on a thread that logs.
   */
  @Override
  public void stop() {
    Runnable current = ending;
    if (current != null) {
      current.run(); // first: from here on the sender counts what it refuses
      super.stop();
    }
    detachAndStopAllAppenders();
  }

  private SenderName senderName() {
    String context = getContext() == null ? null : getContext().getName();
    return new SenderName("logback", context == null ? "" : context, getName());
  }

  /** Every counter since the start, also after the stop; zeros before the start. Any thread. */
  public SenderStatistics getStatistics() {
    return sender.statistics();
  }
}
