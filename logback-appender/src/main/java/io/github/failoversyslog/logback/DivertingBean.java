package io.github.failoversyslog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.sift.SiftingAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import ch.qos.logback.core.spi.FilterReply;
import io.github.failoversyslog.appender.AppenderFaults;
import io.github.failoversyslog.appender.Diversion;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The element {@code <appender-ref>}: the appender that is given what the buffer refuses. Like
 * those of Logback's own asynchronous appender it is stopped with this one, as nobody else may.
 */
public abstract class DivertingBean extends SettingsBean
    implements AppenderAttachable<ILoggingEvent> {
  private static final String ELEMENT = "<appender-ref>";

  private final AppenderAttachableImpl<ILoggingEvent> attached = new AppenderAttachableImpl<>();

  DivertingBean() {}

  @Override
  List<String> faults() {
    List<String> faults = super.faults();
    Iterator<Appender<ILoggingEvent>> others = iteratorForAppenders();
    if (others.hasNext()) {
      Appender<ILoggingEvent> other = others.next();
      if (leadsHere(other)) {
        faults.add(AppenderFaults.leadsBack(ELEMENT, String.valueOf(other.getName())));
      }
    }
    if (others.hasNext()) {
      faults.add(AppenderFaults.severalReferences(ELEMENT));
    }
    return faults;
  }

  private boolean leadsHere(Appender<?> appender) {
    return leadsHere(appender, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private boolean leadsHere(Appender<?> appender, Set<Appender<?>> seen) {
    if (appender == this) {
      return true;
    }
    if (appender instanceof AppenderAttachable<?> parent && seen.add(appender)) {
      Iterator<? extends Appender<?>> children = parent.iteratorForAppenders();
      while (children.hasNext()) {
        if (leadsHere(children.next(), seen)) {
          return true;
        }
      }
    }
    return appender instanceof SiftingAppenderBase<?> sifting
        && sifting.isStarted() // else it has none
        && seen.add(appender)
        && sifting.getAppenderTracker().allComponents().stream()
            .anyMatch(made -> leadsHere(made, seen));
  }

  /**
   * @param warning called once if the other appender fails
   */
  final Diversion<ILoggingEvent> diversion(Consumer<String> warning) {
    Iterator<Appender<ILoggingEvent>> others = iteratorForAppenders();
    if (!others.hasNext()) {
      return Diversion.none();
    }
    Appender<ILoggingEvent> other = others.next();
    return Diversion.to(
        String.valueOf(other.getName()),
        event -> !leadsHere(other) && takes(other, event), // a sifting one makes more meanwhile
        warning);
  }

  /**
   * Asks its filters, which {@code doAppend} does again: Logback does not tell whether an event was
   * written, and one that is denied must count as discarded.
   */
  static boolean takes(Appender<ILoggingEvent> other, ILoggingEvent event) {
    if (!other.isStarted() || other.getFilterChainDecision(event) == FilterReply.DENY) {
      return false;
    }
    other.doAppend(event);
    return other.isStarted(); // else perhaps stopped before it was written
  }

  @Override
  public void addAppender(Appender<ILoggingEvent> other) {
    attached.addAppender(other);
  }

  @Override
  public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
    return attached.iteratorForAppenders();
  }

  @Override
  public @Nullable Appender<ILoggingEvent> getAppender(String name) {
    return attached.getAppender(name);
  }

  @Override
  public boolean isAttached(Appender<ILoggingEvent> other) {
    return attached.isAttached(other);
  }

  @Override
  public void detachAndStopAllAppenders() {
    attached.detachAndStopAllAppenders();
  }

  @Override
  public boolean detachAppender(Appender<ILoggingEvent> other) {
    return attached.detachAppender(other);
  }

  @Override
  public boolean detachAppender(String name) {
    return attached.detachAppender(name);
  }
}
