package io.github.failoversyslog.check;

import io.github.failoversyslog.config.Fingerprints;
import io.github.failoversyslog.config.Protocol;
import io.github.failoversyslog.config.Quantities;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.config.TlsSettings;
import io.github.failoversyslog.engine.DeliveryTrace;
import io.github.failoversyslog.engine.DeliveryTrace.Outcome;
import io.github.failoversyslog.engine.DeliveryTrace.Proof;
import io.github.failoversyslog.net.Encryption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** What is printed about one server: one line for each step, and then the outcome. */
final class TraceText {
  private static final long SHORT_VALIDITY_DAYS = 30;

  /** Control and format characters: names in certificates and reasons are the server's. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}]");

  private final DeliveryTrace trace;
  private final SenderConfig config;
  private final Instant now;
  private final List<String> lines = new ArrayList<>();

  private TraceText(DeliveryTrace trace, SenderConfig config, Instant now) {
    this.trace = trace;
    this.config = config;
    this.now = now;
  }

  /** Without the server, which comes before them. */
  static List<String> lines(DeliveryTrace trace, SenderConfig config, Instant now) {
    TraceText text = new TraceText(trace, config, now);
    text.connection();
    trace.encryption().ifPresent(text::encryption);
    text.message();
    text.outcome();
    return text.lines;
  }

  /**
   * @param traces one for each server
   * @param text of the message
   */
  static String summary(List<DeliveryTrace> traces, SenderConfig config, String text) {
    List<Outcome> outcomes = traces.stream().map(DeliveryTrace::outcome).toList();
    int read = Collections.frequency(outcomes, Outcome.READ);
    int sent = Collections.frequency(outcomes, Outcome.SENT);
    String of = " of " + outcomes.size() + " servers";
    String took;
    if (config.protocol() == Protocol.UDP) {
      took = "sent to " + sent + of;
    } else {
      took = read + of + " took the message" + (sent > 0 ? ", " + sent + " gave no receipt" : "");
    }
    boolean nothingSent = traces.stream().allMatch(trace -> trace.message().isEmpty());
    return nothingSent ? took : took + "; search for \"" + text + "\" at the servers";
  }

  private void line(String label, String text) {
    String printable = UNPRINTABLE.matcher(text).replaceAll("?");
    lines.add(String.format("  %-11s %s", label, printable).stripTrailing());
  }

  private boolean isUdp() {
    return config.protocol() == Protocol.UDP;
  }

  private void connection() {
    String host = trace.server().host();
    boolean isAddress = host.contains(":") || trace.addresses().equals(List.of(host));
    if (!trace.addresses().isEmpty() && !isAddress) {
      line(
          "name",
          host + " -> " + String.join(", ", trace.addresses()) + " (" + time(trace.lookUp()) + ")");
    }
    if (trace.peer().isEmpty()) {
      return;
    }
    if (isUdp()) {
      line("address", trace.peer() + ", without a connection");
    } else {
      line("connected", trace.peer() + " in " + time(trace.connect()));
    }
  }

  private void encryption(Encryption encryption) {
    if (encryption.isEstablished()) {
      line("TLS", encryption.version() + ", " + encryption.cipher());
    }
    for (X509Certificate own : encryption.certificates().stream().limit(1).toList()) {
      line("certificate", CertificateText.of(own, now));
      line("fingerprint", Fingerprints.of(own));
      long days = CertificateText.daysLeft(own, now);
      if (encryption.isEstablished() && days < SHORT_VALIDITY_DAYS && doesValidityCount()) {
        boolean expired = now.isAfter(own.getNotAfter().toInstant());
        String when = expired ? "expired " + -days + " days ago" : "expires in " + days + " days";
        line("WARNING", "the certificate " + when + "; renew it");
      }
    }
  }

  private boolean doesValidityCount() {
    return config.tls().filter(TlsSettings::onlyFingerprintsDecide).isEmpty();
  }

  private void message() {
    if (!trace.offers().isEmpty()) {
      line("RELP", String.join("; ", trace.offers()));
    }
    if (trace.message().isEmpty()) {
      return;
    }
    line("sent", trace.message());
    if (trace.proof() != Proof.NONE) {
      line("receipt", "the server read it: " + proof() + " after " + time(trace.proofAfter()));
    } else if (trace.outcome() == Outcome.SENT) {
      line("receipt", noReceipt());
    }
    if (trace.proof() == Proof.END_OF_STREAM && asksForKeyUpdates()) {
      line("WARNING", "no answer to a TLS 1.3 key update: tlsReceipts has no effect here");
    }
  }

  private String noReceipt() {
    return isUdp()
        ? "none: nothing shows whether a UDP message arrived; search for it there"
        : ("none: the server did not close the connection within "
                + Quantities.timeText(config.connection().closeTimeout()))
            + " (closeTimeout); nothing shows whether it read the message";
  }

  private String proof() {
    return switch (trace.proof()) {
      case RELP_RESPONSE -> "RELP response";
      case KEY_UPDATE -> "TLS key update";
      case END_OF_STREAM -> "end of stream";
      case NONE -> "";
    };
  }

  private boolean asksForKeyUpdates() {
    return config.tls().filter(TlsSettings::receipts).isPresent();
  }

  private void outcome() {
    switch (trace.outcome()) {
      case READ -> line("OK", "");
      case SENT -> line("SENT", isUdp() ? "" : "no receipt");
      case FAILED -> line("FAILED", trace.failure());
    }
    String advice = new Advice(trace, config).text();
    if (!advice.isEmpty()) {
      line("what to do", advice);
    }
  }

  private static String time(Duration time) {
    return time.toMillis() == 0 ? "less than 1 ms" : time.toMillis() + " ms";
  }
}
