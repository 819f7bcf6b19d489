package io.github.failoversyslog.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.ring.MessageRing;
import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Server;
import io.github.failoversyslog.status.ServerChange;
import io.github.failoversyslog.wire.Encoding;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole messages as they are in the ring. */
class OwnMessagesTest {
  private static final String NOTICE = "<133>1 2026-03-09T07:05:01.000123Z web1 shop 4711 ORDER ";
  private static final String WARNING = "<132>1 2026-03-09T07:05:01.000123Z web1 shop 4711 ORDER ";
  private static final String INFORMATIONAL =
      "<134>1 2026-03-09T07:05:01.000123Z web1 shop 4711 ORDER ";
  private static final int RING_BYTES = 4096;

  private final Counters counters = new Counters();
  private final MessageRing ring = MessageRing.inMemory(RING_BYTES);
  private Instant now = Instant.parse("2026-03-09T07:05:01.000123Z");
  private OwnMessages messages = messages(Map.of());

  private OwnMessages messages(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("host", "log1");
    settings.put("appName", "shop");
    settings.put("processId", "4711");
    settings.put("messageId", "ORDER");
    settings.put("facility", "local0");
    settings.put("maxMessageSize", "1 KB");
    SenderConfig config = SenderConfig.of(settings);
    Encoding encoding = new Encoding(config.protocol(), config.message(), "web1", List.of());
    return new OwnMessages(ring, encoding, counters, () -> now);
  }

  private OwnMessage changed(ServerChange.Kind kind, String reason, long repeated) {
    return OwnMessage.changed(
        new ServerChange(
            kind, now, new Server("log1", 601), new Server("log2", 1601), reason, repeated));
  }

  private OwnMessage failover(String reason) {
    return changed(ServerChange.Kind.FAILOVER, reason, 12);
  }

  private List<String> inRing() {
    List<String> texts = new ArrayList<>();
    ring.read(
        texts,
        (message, position, target) -> {
          byte[] bytes = new byte[message.remaining()];
          message.get(bytes);
          return target.add(new String(bytes, UTF_8));
        });
    return texts;
  }

  private String sent(OwnMessage message) {
    assertThat(messages.offer(message)).isTrue();
    List<String> texts = inRing();
    assertThat(texts).hasSize(1);
    return texts.get(0);
  }

  @Test
  void tellsOfAFailover() {
    assertThat(sent(failover("log1:601 lost (connection reset)")))
        .isEqualTo(
            NOTICE
                + "[failover@32473 from=\"log1:601\" to=\"log2:1601\""
                + " reason=\"log1:601 lost (connection reset)\" repeated=\"12\"]"
                + " failover from log1:601 to log2:1601: log1:601 lost (connection reset);"
                + " 12 messages sent again");
  }

  @Test
  void tellsOfAFailback() {
    assertThat(sent(changed(ServerChange.Kind.FAILBACK, "it recovered", 1)))
        .isEqualTo(
            NOTICE
                + "[failback@32473 from=\"log1:601\" to=\"log2:1601\" reason=\"it recovered\""
                + " repeated=\"1\"] failback from log1:601 to log2:1601: it recovered;"
                + " 1 message sent again");
  }

  private OwnMessage discarded() {
    Counters some = new Counters();
    some.discard(DiscardReason.BUFFER_FULL, 2);
    some.discard(DiscardReason.BUFFER_RESERVED, 6);
    some.discard(DiscardReason.UNSENT_AT_STOP, 1);
    return OwnMessage.discarded(
        Instant.parse("2026-03-09T07:00:00Z"), now, some.discarded(), "9 events discarded");
  }

  @Test
  void tellsOfDiscardedEventsByReason() {
    assertThat(sent(discarded()))
        .isEqualTo(
            WARNING
                + "[discarded@32473 since=\"2026-03-09T07:00:00Z\""
                + " until=\"2026-03-09T07:05:01.000123Z\" bufferFull=\"2\" bufferReserved=\"6\""
                + " unsentAtStop=\"1\"] 9 events discarded");
  }

  @Test
  void sendsTheCountersAsAHeartbeat() {
    counters.accepted.add(100);
    counters.sent.add(90);
    counters.repeated.add(3);
    counters.discard(DiscardReason.BUFFER_FULL, 4);
    counters.discard(DiscardReason.ABANDONED, 1);
    counters.diverted.add(8);
    counters.releasedUnconfirmed.add(6);
    counters.failovers.add(7);
    assertThat(sent(OwnMessage.heartbeat(now, counters)))
        .isEqualTo(
            INFORMATIONAL
                + "[counters@32473 accepted=\"100\" sent=\"90\" repeated=\"3\" discarded=\"5\""
                + " diverted=\"8\" unconfirmed=\"6\" failovers=\"7\"] heartbeat");
  }

  @Test
  void hasOnlyTheTextInRfc3164() {
    messages = messages(Map.of("format", "rfc3164"));
    String time =
        DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH)
            .format(now.atZone(ZoneId.systemDefault()));
    assertThat(sent(failover("log1:601 lost (connection reset)")))
        .isEqualTo(
            "<133>"
                + time
                + " web1 shop[4711]: failover from log1:601 to log2:1601:"
                + " log1:601 lost (connection reset); 12 messages sent again");
    assertThat(sent(discarded()))
        .isEqualTo("<132>" + time + " web1 shop[4711]: 9 events discarded");
    assertThat(sent(OwnMessage.heartbeat(now, counters)))
        .isEqualTo("<134>" + time + " web1 shop[4711]: heartbeat");
  }

  @Test
  void escapesWhatAServerGaveAsAReason() {
    assertThat(sent(failover("\"a\\b]\n")))
        .contains(" reason=\"\\\"a\\\\b\\]\n\" repeated=\"12\"] failover from ");
  }

  @Test
  void hasTheConfiguredEnterpriseNumber() {
    messages = messages(Map.of("enterpriseNumber", "32473.1.2"));
    assertThat(sent(failover(""))).contains(" [failover@32473.1.2 from=");
  }

  @Test
  void cutsAnIdThatIsTooLongWithItsNumberUnlessLongOnesAreWanted() {
    String number = "1234567890.1234567890.123456"; // the longest that is accepted
    messages = messages(Map.of("enterpriseNumber", number));
    assertThat(sent(failover(""))).contains(" [fai@" + number + " from=");
    messages = messages(Map.of("enterpriseNumber", number, "longSdIds", "true"));
    assertThat(sent(failover(""))).contains(" [failover@" + number + " from=");
  }

  @Test
  void hasTheElementsOfEveryMessageAndItsOwnSequenceId() {
    messages = messages(Map.of("sequenceId", "true", "includeTimeQuality", "true"));
    String start = "[timeQuality tzKnown=\"1\"][meta sequenceId=\"";
    assertThat(sent(failover(""))).contains(start + "1\"][failover@32473 ");
    assertThat(sent(OwnMessage.heartbeat(now, counters))).contains(start + "2\"][counters@32473 ");
  }

  @Test
  void countsAsAccepted() {
    sent(failover(""));
    assertThat(counters.accepted.sum()).isEqualTo(1);
  }

  @Test
  void isRefusedWithoutRoomAndTakesNoSequenceId() {
    messages = messages(Map.of("sequenceId", "true"));
    byte[] event = new byte[100];
    while (ring.append(event, event.length, ring.capacity(), counters.diverted)) {}
    OwnMessage change = failover("");
    assertThat(messages.offer(change)).isFalse();
    assertThat(messages.offer(change)).isFalse();
    assertThat(counters.accepted.sum()).isZero();
    inRing();
    ring.release(ring.sent());
    now = now.plusSeconds(60);
    assertThat(sent(change))
        .as("with the time of the failover")
        .startsWith(NOTICE + "[meta sequenceId=\"1\"][failover@32473 ");
    assertThat(counters.accepted.sum()).isEqualTo(1);
  }

  @Test
  void isShortenedToTheLongestMessage() {
    assertThat(sent(failover("x".repeat(2000))).length()).isEqualTo(1024);
    assertThat(counters.truncated.sum()).isEqualTo(1);
  }
}
