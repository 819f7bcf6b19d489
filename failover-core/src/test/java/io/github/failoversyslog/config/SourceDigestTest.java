package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceDigestTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void aFile() throws IOException {
    file = Files.writeString(folder.resolve("ca.pem"), "x".repeat(10_000));
  }

  private static String of(Path... files) {
    SourceDigest digest = new SourceDigest();
    for (Path one : files) {
      digest.add(one);
    }
    return digest.text();
  }

  @Test
  void isAnotherAsSoonAsAFileIsAnother() throws IOException {
    String before = of(file);
    assertThat(of(file)).isEqualTo(before);
    Files.writeString(file, "x".repeat(9_999) + "y");
    assertThat(of(file)).isNotEqualTo(before);
  }

  @Test
  void countsAFileThatCannotBeReadToo() throws IOException {
    Path missing = folder.resolve("client.pem");
    String before = of(file, missing);
    assertThat(before).isNotEqualTo(of(file)).isNotEqualTo(of(missing, file));
    Files.writeString(missing, "");
    assertThat(of(file, missing)).as("an empty file").isNotEqualTo(before);
  }

  @Test
  void ofTheTrustStoreOfTheJvmDependsOnTheSystemProperty() {
    String property = "javax.net.ssl.trustStore";
    String own = System.getProperty(property);
    try {
      System.clearProperty(property);
      String before = new SourceDigest().addTrustStoreOfTheJvm().text();
      System.setProperty(property, file.toString());
      assertThat(new SourceDigest().addTrustStoreOfTheJvm().text()).isNotEqualTo(before);
    } finally {
      if (own == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, own);
      }
    }
  }

  @Test
  void beginsAnewOnceItIsRead() {
    SourceDigest digest = new SourceDigest().add(file);
    String first = digest.text();
    assertThat(digest.add(file).text()).isEqualTo(first);
  }
}
