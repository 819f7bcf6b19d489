package io.github.failoversyslog.bench;

import io.github.failoversyslog.ContextSource;
import io.github.failoversyslog.MessageWriter;
import io.github.failoversyslog.SyslogSender;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.status.SenderName;
import io.github.failoversyslog.status.Severity;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.Rfc5424Layout;
import org.apache.logging.log4j.core.net.Facility;
import org.apache.logging.log4j.core.time.Instant;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Encodes an event as an RFC 5424 message; nothing is sent. The text of the message has already
 * been formatted.
 */
@State(Scope.Thread)
public class EncoderBenchmark {
  /** Reads context data like the appender. */
  private static final ContextSource<ReadOnlyStringMap> CONTEXT =
      new ContextSource<>() {
        @Override
        public int size(ReadOnlyStringMap data) {
          return data.size();
        }

        @Override
        public Object value(ReadOnlyStringMap data, String name) {
          return data.getValue(name);
        }

        @Override
        public void writeTo(MessageWriter message, ReadOnlyStringMap data) {
          data.forEach((name, value) -> message.context(name, value));
        }
      };

  private final BenchmarkEvent event = new BenchmarkEvent();
  private final StringBuilder text = new StringBuilder();
  private SyslogSender sender;
  private Rfc5424Layout layout;

  /** The sender is never started; encoded messages are dropped. */
  @Setup
  public void prepare() {
    text.append(event.next().getMessage().getFormattedMessage());
    sender =
        new SyslogSender(
            new SenderName("none", "", "encoder"),
            this,
            SenderConfig.of(Map.of("host", "127.0.0.1")),
            status -> {});
    layout =
        new Rfc5424Layout.Rfc5424LayoutBuilder()
            .setFacility(Facility.USER)
            .setEnterpriseNumber(32473)
            .setIncludeMDC(true)
            .setMdcId("mdc")
            .setAppName("bench")
            .build();
  }

  @TearDown
  public void end() {
    sender.stop();
  }

  /** This library's encoder as called by the appender, except the final commit of the message. */
  @Benchmark
  public MessageWriter messageWriter() {
    LogEvent logged = event.next();
    Instant time = logged.getInstant();
    try (MessageWriter message =
        sender.message(
            Severity.INFORMATIONAL, time.getEpochSecond(), time.getNanoOfSecond(), null)) {
      message.context(logged.getContextData(), CONTEXT);
      message.text(text);
      return message;
    }
  }

  @Benchmark
  public byte[] rfc5424Layout() {
    return layout.toByteArray(event.next());
  }
}
