package io.github.failoversyslog.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.Server;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptRefusalsTest {
  private static final Server FIRST = new Server("log1", 6514);
  private static final Server SECOND = new Server("log2", 6514);
  private static final long MILLISECOND = 1_000_000;

  private final List<String> statuses = new ArrayList<>();
  private final ReceiptRefusals refusals = new ReceiptRefusals(statuses::add);

  /** A connection ends that got requests at once. */
  private boolean ends(Server server, int answers, int millis) {
    ReceiptRequests requests = ReceiptRequests.inPairs(1);
    requests.begin(0, 0);
    requests.asked(16, 0);
    requests.answered(answers);
    return refusals.ended(server, requests, millis * MILLISECOND);
  }

  private boolean endsUnasked(Server server) {
    ReceiptRequests requests = ReceiptRequests.inPairs(1);
    requests.begin(0, 0);
    return refusals.ended(server, requests, MILLISECOND);
  }

  @Test
  void twoConsecutiveClosedConnectionsAreARefusalAndReportedOnce() {
    ends(FIRST, 0, 30);
    assertThat(refusals.isRefused(FIRST)).isFalse();
    ends(FIRST, 1, 999);
    assertThat(refusals.isRefused(FIRST)).isTrue();
    ends(FIRST, 0, 30);
    assertThat(statuses)
        .containsExactly(
            "log1:6514 closed 2 consecutive connections within 1 s of a TLS 1.3 key update request,"
                + " which RFC 8446 section 4.6.3 requires it to answer; no more requests to this"
                + " server, tlsReceipts has no effect for it");
  }

  @Test
  void tellsOfEachEndWhetherRequestsMayBeTheReason() {
    assertThat(ends(FIRST, 0, 30)).isTrue();
    assertThat(ends(FIRST, 1, 999)).isTrue();
    assertThat(ends(FIRST, 0, 30)).as("of a third connection with requests").isTrue();
    assertThat(ends(FIRST, 0, 1000)).isFalse();
    assertThat(ends(SECOND, 2, 30)).isFalse();
    assertThat(endsUnasked(SECOND)).isFalse();
  }

  @Test
  void connectionsAreCountedPerServer() {
    ends(FIRST, 0, 30);
    ends(SECOND, 0, 30);
    assertThat(refusals.isRefused(FIRST)).isFalse();
    ends(FIRST, 0, 30);
    assertThat(refusals.isRefused(FIRST)).isTrue();
    assertThat(refusals.isRefused(SECOND)).isFalse();
  }

  @Test
  void aConnectionThatOutlivesItsFirstPairResetsTheCount() {
    ends(FIRST, 0, 30);
    ends(FIRST, 0, 1000);
    ends(FIRST, 0, 30);
    ends(FIRST, 2, 30); // it answered the second request, too
    ends(FIRST, 0, 30);
    assertThat(refusals.isRefused(FIRST)).isFalse();
    assertThat(statuses).isEmpty();
  }

  @Test
  void aConnectionWithoutRequestsDoesNotCount() {
    endsUnasked(FIRST);
    endsUnasked(FIRST);
    assertThat(refusals.isRefused(FIRST)).isFalse();
    ends(FIRST, 0, 30);
    endsUnasked(FIRST);
    ends(FIRST, 0, 30);
    assertThat(refusals.isRefused(FIRST)).isTrue();
  }
}
