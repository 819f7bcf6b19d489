package io.github.failoversyslog.log4j2;

import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.appender.AppenderSender;
import io.github.failoversyslog.appender.AppenderTexts;
import io.github.failoversyslog.appender.Diversion;
import io.github.failoversyslog.appender.EventMessages;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.config.Setting;
import io.github.failoversyslog.config.TlsSettings;
import io.github.failoversyslog.status.InvalidConfigException;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.SenderStatistics;
import io.github.failoversyslog.status.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.appender.AppenderLoggingException;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationException;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.jspecify.annotations.Nullable;

/** Sends events as syslog messages to the first server that can be reached. */
@Plugin(
    name = "FailoverSyslog",
    category = Node.CATEGORY,
    elementType = Appender.ELEMENT_TYPE,
    printObject = true,
    deferChildren = true) // SslVisitor has them made
public final class FailoverSyslogAppender extends AbstractAppender {
  private static final String NAME_BY_DEFAULT = "FailoverSyslog";
  private static final String LAYOUT = "the layout";
  private static final Set<State> ENDING = EnumSet.of(State.STOPPING, State.STOPPED);

  final SenderConfig config;
  private final @Nullable Configuration host;
  private final EventMessages<LogEvent> messages;
  private final boolean requiresLocation;
  private final List<SenderListener> listeners;
  private final @Nullable AppenderRef otherRef;
  private final AppenderSender sender = new AppenderSender();
  private Diversion<LogEvent> diversion = Diversion.none(); // set by start(), before the sender
  private volatile boolean otherRequiresLocation;

  private FailoverSyslogAppender(
      Builder builder, SenderConfig config, @Nullable ThrowablePattern stackTrace) {
    super(
        builder.name(),
        builder.getFilter(),
        builder.getLayout(),
        builder.isIgnoreExceptions(),
        builder.getPropertyArray());
    this.config = config;
    this.host = builder.getConfiguration();
    this.listeners = builder.listeners();
    this.otherRef = builder.appenderRef();
    List<StructuredDataElement> elements = builder.structuredData();
    this.messages =
        new EventMessages<>(
            config.message(),
            new Log4jEvents(),
            LayoutText.of(builder.getLayout()),
            stackTrace,
            elements.stream().map(StructuredDataElement::writer).toList(),
            () ->
                warn(
                    AppenderTexts.stackTraceTwice(
                        config.message().text().stackTrace().toString(), LAYOUT, "%ex{0}")));
    this.requiresLocation =
        (stackTrace != null && stackTrace.requiresLocation())
            || elements.stream().anyMatch(StructuredDataElement::requiresLocation);
  }

  @PluginBuilderFactory
  public static Builder newBuilder() {
    return new Builder();
  }

  /** The element {@code <FailoverSyslog>}. */
  public static final class Builder extends SettingsBuilder
      implements org.apache.logging.log4j.core.util.Builder<FailoverSyslogAppender> {
    @SslAsWritten private @Nullable SslElement ssl;

    /** Log4j takes all but {@code true} for {@code false}, an empty text too. */
    @SuppressWarnings("log4j.public.setter") // there is the one of the framework's field
    @PluginBuilderAttribute("ignoreExceptions")
    private @Nullable String ignoreExceptionsText;

    private Builder() {}

    /**
     * Opens and starts nothing.
     *
     * @throws ConfigurationException if anything is wrong; its message names all that is
     */
    @Override
    public FailoverSyslogAppender build() {
      try {
        List<String> faults = new ArrayList<>(ssl == null ? List.of() : ssl.faults());
        readIgnoreExceptions(faults);
        refuseProperties(faults);
        structuredData().forEach(element -> faults.addAll(element.faults()));
        faults.addAll(referenceFaults());
        faults.addAll(LayoutFaults.of(getLayout()));
        ThrowablePattern stackTrace =
            ThrowablePattern.of(stackTracePattern, getConfiguration(), faults);
        Optional<TlsSettings> tls = Optional.ofNullable(ssl).map(SslElement::settings);
        List<String> sdIds = structuredData().stream().map(StructuredDataElement::id).toList();
        return new FailoverSyslogAppender(
            this, SenderConfig.of(settings(), sdIds, faults, tls), stackTrace);
      } catch (InvalidConfigException e) {
        throw new ConfigurationException(name() + ": " + e.getMessage());
      }
    }

    private void readIgnoreExceptions(List<String> faults) {
      String text = ignoreExceptionsText;
      if (text != null && !ElementText.isEmpty(text)) {
        boolean ignored = text.strip().equalsIgnoreCase("true");
        if (!ignored && !text.strip().equalsIgnoreCase("false")) {
          faults.add("ignoreExceptions is \"" + text + "\"; expected true or false");
        }
        setIgnoreExceptions(ignored);
      }
    }

    /** Log4j gives them to every appender, which then has no use for them. */
    private void refuseProperties(List<String> faults) {
      Property[] properties = getPropertyArray();
      for (Property property : properties == null ? Property.EMPTY_ARRAY : properties) {
        String name = String.valueOf(property.getName());
        if (Setting.isNamed(name)) {
          faults.add(
              "<Property name=\"" + name + "\"> is not used; expected the attribute " + name);
        }
      }
    }

    /** Log4j wants one only of those in a file. */
    private String name() {
      String name = getName();
      return name == null ? NAME_BY_DEFAULT : name;
    }
  }

  /** Begins to connect in the background. A failure leaves the appender, and only it, stopped. */
  @Override
  public void start() {
    if (isStarted()) {
      return;
    }
    try {
      messages.checkLayout(
          LayoutFaults.probe(getLayout()),
          () -> warn(AppenderTexts.stackTracePatternUnused(LAYOUT)));
      diversion = diversion();
      SyslogSender made =
          new SyslogSender(senderName(), context(), config, new StatusLoggerListener(getName()));
      made.releaseCallersWhen(this::isHostStopping); // Log4j waits for them before it stops us
      sender.start(made, listeners, super::start); // its filter, too
    } catch (RuntimeException | Error e) { // no memory, no thread, no file handle, no class
      setStopped();
      LOGGER.error("{}", AppenderTexts.cannotStart(getName(), String.valueOf(e.getMessage())), e);
    }
  }

  private Diversion<LogEvent> diversion() {
    if (otherRef == null) {
      return Diversion.none();
    }
    ReferencedAppender other = ReferencedAppender.of(otherRef, this, host);
    otherRequiresLocation = other.requiresLocation();
    return Diversion.to(otherRef.getRef(), other::takes, this::warn);
  }

  /** Name of the appender that is given what the buffer refuses; null if there is none. */
  @Nullable String referenceName() {
    return otherRef == null ? null : otherRef.getRef();
  }

  /** Those of the user. */
  List<SenderListener> listeners() {
    return listeners;
  }

  private void warn(String warning) {
    new StatusLoggerListener(getName()).status(new Status(Status.Kind.CONFIG, warning));
  }

  private SenderName senderName() {
    LoggerContext context = loggerContext();
    return new SenderName("log4j2", context == null ? "" : ContextName.of(context), getName());
  }

  private @Nullable LoggerContext loggerContext() {
    return host == null ? null : host.getLoggerContext();
  }

  /** What a configuration and the one that replaces it have in common. */
  private Object context() {
    LoggerContext context = loggerContext();
    return context == null ? this : context;
  }

  /**
   * Called by any thread. Waits for room in the buffer at most as {@code overflow} says, never for
   * the network. What the buffer refuses goes to the appender of {@code <AppenderRef>}.
   *
   * @throws AppenderLoggingException if the event was refused and {@code ignoreExceptions} is off
   */
  @Override
  public void append(LogEvent event) {
    SyslogSender current = sender.forEvents();
    if (current == null) {
      return;
    }
    if (!messages.send(event, current, diversion) && !ignoreExceptions()) {
      throw new AppenderLoggingException(Log4j2Texts.eventDiscarded(getName()));
    }
  }

  /** Log4j drops an event whose filter fails: it is counted. */
  @Override
  public boolean isFiltered(LogEvent event) {
    try {
      return super.isFiltered(event);
    } catch (RuntimeException e) {
      sender.discard();
      throw e;
    }
  }

  @Override
  public boolean requiresLocation() {
    return requiresLocation || otherRequiresLocation || super.requiresLocation();
  }

  private boolean isHostStopping() {
    return host != null && ENDING.contains(host.getState());
  }

  /**
   * Delivers what is in the buffer, within {@code shutdownTimeout} or what Log4j gives if that is
   * longer: often it is 0, or the 50 ms of {@code LogManager.shutdown()}, which nobody has set.
   */
  @Override
  public boolean stop(long timeout, TimeUnit timeUnit) {
    setStopping();
    boolean stopped = super.stop(timeout, timeUnit, false);
    SyslogSender current = sender.get();
    if (current != null) {
      stopped &= current.stop(Duration.ofNanos(timeUnit.toNanos(timeout)));
    }
    setStopped();
    return stopped;
  }

  /** Every counter since the start, also after the stop; zeros before the start. Any thread. */
  public SenderStatistics getStatistics() {
    return sender.statistics();
  }
}
