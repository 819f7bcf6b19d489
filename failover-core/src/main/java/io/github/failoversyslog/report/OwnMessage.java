package io.github.failoversyslog.report;

import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.ServerChange;
import io.github.failoversyslog.status.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A message of the sender's own to the log server, without its header.
 *
 * @param time of what it tells
 * @param element name of its only element, without the enterprise number; empty: it has none
 * @param params of the element, in order; values are not escaped
 */
public record OwnMessage(
    Instant time, Severity severity, String element, Map<String, String> params, String text) {
  private static final Pattern WORD_START = Pattern.compile("_(.)");

  /**
   * Tells of a failover or failback.
   *
   * @param change its {@code repeated} counts from the last change that was told
   */
  static OwnMessage changed(ServerChange change) {
    long repeated = change.repeated();
    Map<String, String> params = new LinkedHashMap<>();
    params.put("from", change.from().toString());
    params.put("to", change.to().toString());
    params.put("reason", change.reason());
    params.put("repeated", Long.toString(repeated));
    return switch (change.kind()) {
      case FAILOVER ->
          new OwnMessage(
              change.time(),
              Severity.NOTICE,
              "failover",
              params,
              OwnTexts.failover(change.from(), change.to(), change.reason(), repeated));
      case FAILBACK ->
          new OwnMessage(
              change.time(),
              Severity.NOTICE,
              "failback",
              params,
              OwnTexts.failback(change.from(), change.to(), change.reason(), repeated));
    };
  }

  /**
   * Tells of the end of a period of discarded events.
   *
   * @param counts events by reason; those above 0 are told
   */
  static OwnMessage discarded(
      Instant since, Instant until, Map<DiscardReason, Long> counts, String text) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("since", since.toString());
    params.put("until", until.toString());
    counts.forEach(
        (reason, count) -> {
          if (count > 0) {
            params.put(paramName(reason), Long.toString(count));
          }
        });
    return new OwnMessage(until, Severity.WARNING, "discarded", params, text);
  }

  /** {@code BUFFER_FULL} is {@code bufferFull}. */
  private static String paramName(DiscardReason reason) {
    return WORD_START
        .matcher(reason.name().toLowerCase(Locale.ROOT))
        .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }

  static OwnMessage heartbeat(Instant time, Counters counters) {
    long discarded = counters.discarded().values().stream().mapToLong(Long::longValue).sum();
    Map<String, String> params = new LinkedHashMap<>();
    params.put("accepted", Long.toString(counters.accepted.sum()));
    params.put("sent", Long.toString(counters.sent.sum()));
    params.put("repeated", Long.toString(counters.repeated.sum()));
    params.put("discarded", Long.toString(discarded));
    params.put("diverted", Long.toString(counters.diverted.sum()));
    params.put("unconfirmed", Long.toString(counters.releasedUnconfirmed.sum()));
    params.put("failovers", Long.toString(counters.failovers.sum()));
    return new OwnMessage(time, Severity.INFORMATIONAL, "counters", params, OwnTexts.heartbeat());
  }
}
