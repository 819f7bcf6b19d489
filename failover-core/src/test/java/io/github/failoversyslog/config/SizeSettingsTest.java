package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeSettingsTest extends ConfigStory {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "1 MB, 1048576",
    "1mb, 1048576",
    "512 KB, 524288",
    "1 GB, 1073741824",
    "300000, 300000",
    "300000 B, 300000",
    "512KiB, 524288",
    "1 MiB, 1048576",
    "1GiB, 1073741824",
    "0.5 MB, 524288",
    "8M, 8388608",
    "512k, 524288",
    "1 g, 1073741824",
    "1.0009765625 M, 1049600"
  })
  void haveAUnitOrAreInBytes(String text, long expectedBytes) {
    assertThat(with("bufferSize", text).buffer().bytes()).isEqualTo(expectedBytes);
  }

  @ParameterizedTest
  @CsvSource({
    "bufferSize, 1 TB, 64 KB, 1 GB, 8 MB",
    "bufferSize, 2 GB, 64 KB, 1 GB, 8 MB",
    "maxMessageSize, 511, 512 bytes, 16 MB, 64 KB",
    "maxMessageSize, 0, 512 bytes, 16 MB, 64 KB",
    "sendBufferSize, 4095, 4 KB, 64 MB, 256 KB",
    "sendBufferSize, big, 4 KB, 64 MB, 256 KB"
  })
  void areRefusedIfInvalidOrOutOfRange(
      String name, String text, String min, String max, String example) {
    assertThat(refusalOf(name, text))
        .isEqualTo(
            name
                + (" is \"" + text + "\"; expected a size from " + min + " to " + max)
                + (", such as \"" + example + "\""));
  }

  @Test
  void ofBufferAndMessageMustBeConsistent() {
    assertThat(refusalOf("bufferSize", "255 KB"))
        .isEqualTo(
            "bufferSize is 255 KB and maxMessageSize 64 KB;"
                + " expected at least 256 KB, 4 times maxMessageSize");
    assertThat(with("bufferSize", "256 KB").buffer().bytes()).isEqualTo(256 * 1024);
    assertThat(with("bufferSize", "64 KB", "maxMessageSize", "16 KB").message().maxBytes())
        .isEqualTo(16 * 1024);
  }
}
