package io.github.failoversyslog.wire;

import static io.github.failoversyslog.wire.Frames.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelpResponseTest {

  @ParameterizedTest
  @ValueSource(strings = {"200", "200 OK", "200 OK\nrelp_version=0", "200\n"})
  void isPositiveWithCode200(String data) {
    assertThat(RelpResponse.isPositive(bytesOf(data))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "20",
        "500 error",
        "201",
        "2000 OK",
        "2009",
        " 200 OK",
        "OK",
        "100",
        "210"
      })
  void isNegativeWithAnythingElse(String data) {
    assertThat(RelpResponse.isPositive(bytesOf(data))).isFalse();
  }

  @Test
  void isReadFromPositionToLimitAndLeftUnchanged() {
    ByteBuffer data = bytesOf("xx200 OK\nname=value0").position(2).limit(19);
    assertThat(RelpResponse.isPositive(data)).isTrue();
    assertThat(RelpResponse.reason(data)).isEqualTo("200 OK");
    assertThat(RelpResponse.offer(data, "name")).hasValue("value");
    assertThat(data).isEqualTo(bytesOf("200 OK\nname=value"));
    assertThat(RelpResponse.isPositive(bytesOf("2000").limit(3))).isTrue();
  }

  @Test
  void givesAPrintableReason() {
    assertThat(reason("500 no more disk\nsecond line")).isEqualTo("500 no more disk");
    assertThat(reason("500 \u001B[31mred\u0007\tüx~\u007F")).isEqualTo("500 [31mredx~");
    assertThat(reason("500 " + "x".repeat(1000))).isEqualTo("500 " + "x".repeat(76));
    assertThat(reason("")).isEqualTo("no reason given");
    assertThat(reason("\n")).isEqualTo("no reason given");
  }

  @Test
  void findsOffersByTheirFullName() {
    String data = "200 OK\nrelp_versions=7\nrelp_version=0 \r\ncommands=syslog,eventlog\nempty=";
    assertThat(offer(data, "relp_version")).isEqualTo("0");
    assertThat(offer(data, "commands")).isEqualTo("syslog,eventlog");
    assertThat(offer(data, "empty")).isEmpty();
    assertThat(offer(data, "version")).isEqualTo("none");
    assertThat(offer("relp_version=0", "relp_version")).as("in the first line").isEqualTo("none");
  }

  @Test
  void givesPrintableOffers() {
    String data =
        "200 OK a=b\nrelp_version=0 \r\nrelp_software=x\u001B[31m\n\nname\n=\ncommands=syslog";
    assertThat(RelpResponse.offers(bytesOf(data)))
        .containsExactly("relp_version=0 ", "relp_software=x[31m", "commands=syslog");
    assertThat(RelpResponse.offers(bytesOf("200 OK\na=" + "x".repeat(1000))))
        .containsExactly("a=" + "x".repeat(78));
  }

  private static String reason(String data) {
    return RelpResponse.reason(bytesOf(data));
  }

  private static String offer(String data, String name) {
    return RelpResponse.offer(bytesOf(data), name).orElse("none");
  }
}
