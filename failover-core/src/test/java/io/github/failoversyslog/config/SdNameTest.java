package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdNameTest {

  @ParameterizedTest
  @CsvSource({
    "origin, origin",
    "timeQuality, timeQuality",
    "meta, meta",
    "Meta, Meta@12345",
    "app, app@12345",
    "app@1, app@1",
    "app@32473.1.2, app@32473.1.2",
    "app@x, app_x@12345",
    "app@1., app_1.@12345",
    "app@1..2, app_1..2@12345",
    "app@123456789012345678901234567890, a@123456789012345678901234567890",
    "app@1234567890123456789012345678901, app_1234567890123456789012@12345",
    "a@b@1, a_b_1@12345",
    "@1, _1@12345",
    "a]b=c d, a_b_c_d@12345",
    "a\u007Fb~, a_b~@12345",
    "'', _@12345",
    "abcdefghijklmnopqrstuvwxyz0123456789, abcdefghijklmnopqrstuvwxyz@12345",
    "abcdefghijklmnopqrstuvwxyz0123456789@7, abcdefghijklmnopqrstuvwxyz0123@7"
  })
  void anIdIsRegisteredOrHasANumber(String id, String expected) {
    assertThat(SdName.cleanId(id, "12345")).isEqualTo(expected).hasSizeLessThanOrEqualTo(32);
  }

  @Test
  void theEnterpriseNumberMayHaveParts() {
    assertThat(SdName.cleanId("app", "32473.1.2")).isEqualTo("app@32473.1.2");
    assertThat(SdName.cleanId("abcdefghijklmnopqrstuvwxyz", "32473.1.2"))
        .isEqualTo("abcdefghijklmnopqrstuv@32473.1.2");
  }

  @ParameterizedTest
  @CsvSource({
    "origin, origin",
    "app, app@12345",
    "app@1, app@1",
    "app@1., app_1.@12345",
    "a]b=c d@7, a_b_c_d@7",
    "'', _@12345",
    "abcdefghijklmnopqrstuvwxyz0123456789, abcdefghijklmnopqrstuvwxyz0123456789@12345",
    "0123abcd-4567-89ef-0123-456789abcdef@41058, 0123abcd-4567-89ef-0123-456789abcdef@41058",
    "app@1234567890123456789012345678901, app@1234567890123456789012345678901"
  })
  void anIdCanBeLeftUntruncated(String id, String expected) {
    assertThat(SdName.wholeId(id, "12345")).isEqualTo(expected);
  }

  @Test
  void anIdOfAMillionDotsIsHandledQuickly() {
    String id = "app@1" + ".1".repeat(1_000_000);
    assertThat(SdName.wholeId(id, "12345")).isEqualTo(id);
    assertThat(SdName.cleanId(id, "12345")).hasSize(32).endsWith("@12345");
  }
}
