package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest extends ConfigStory {
  @Test
  void areThePrimaryAndTheFailoverServersInOrder() {
    SenderConfig config = with("port", "1514", "failoverServers", " log2 , log3:1601,10.0.0.1,");
    assertThat(config.servers())
        .containsExactly(
            new Server("log1", 1514),
            new Server("log2", 1514),
            new Server("log3", 1601),
            new Server("10.0.0.1", 1514));
  }

  @Test
  void mayBeIpv6Addresses() {
    SenderConfig config =
        with("host", "[2001:db8::1]", "failoverServers", "[::1]:1601, [fe80::1%eth0]");
    assertThat(config.servers())
        .containsExactly(
            new Server("2001:db8::1", 601),
            new Server("::1", 1601),
            new Server("fe80::1%eth0", 601));
    assertThat(config.servers()).hasToString("[[2001:db8::1]:601, [::1]:1601, [fe80::1%eth0]:601]");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65535})
  void mayHaveAnyPort(int port) {
    assertThat(with("port", Integer.toString(port), "failoverServers", "log2:" + port).servers())
        .containsExactly(new Server("log1", port), new Server("log2", port));
  }

  @Test
  void mayHaveNamesThatDoNotResolve() {
    assertThat(with("host", "not-yet.example.").primary()).hasToString("not-yet.example.:601");
  }

  @Test
  void requireAPrimary() {
    settings.remove("host");
    assertThat(refusalOf())
        .isEqualTo("host is missing; expected the name or address of the primary log server");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log1:601",
        "[::1]:601",
        "::1",
        "[::1",
        "[]",
        "[ab]",
        "a b",
        "a/b",
        "tcp://log1",
        "a,b"
      })
  void refuseAPrimaryThatIsNotAHostName(String host) {
    assertThat(refusalOf("host", host))
        .isEqualTo(
            "host is \""
                + host
                + "\"; expected a name, an IPv4 address or an [IPv6] address;"
                + " the port belongs in port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"log2:0", "log2:65536", "log2:", "log2:x", "log2:-1", "::1", "[::1]:", "a b"})
  void refuseAFailoverServerThatIsNotHostAndPort(String server) {
    assertThat(refusalOf("failoverServers", "log3, " + server))
        .isEqualTo(
            "failoverServers has \""
                + server
                + "\"; expected host or host:port with a port from 1 to 65535,"
                + " an IPv6 address in brackets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "70000", "-1", "x", "601.5", "99999999999999999999"})
  void refuseAnInvalidPort(String port) {
    assertThat(refusalOf("port", port))
        .isEqualTo("port is \"" + port + "\"; expected a whole number from 1 to 65535");
  }

  @Test
  void causeAWarningIfOneIsListedTwice() {
    SenderConfig config = with("failoverServers", "log2, log1:601, log1:602");
    assertThat(config.servers()).hasSize(4);
    assertThat(config.warnings())
        .containsExactly("server log1:601 is listed twice; expected each server once");
  }
}
