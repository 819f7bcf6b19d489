package io.github.failoversyslog.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.PemFuzzer;
import io.github.failoversyslog.it.server.CertificateAuthority;
import io.github.failoversyslog.net.TlsFuzzer;
import io.github.failoversyslog.ring.SpoolFuzzer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The inputs in {@code src/test/fuzz} break nothing. */
@Timeout(60)
class KeptInputsTest {

  @BeforeAll
  static void initialize(@TempDir Path folder) throws IOException, GeneralSecurityException {
    Path store = folder.resolve("server.p12");
    new CertificateAuthority("test authority").issue("log1.example").writeKeyStore(store);
    System.setProperty("fuzz.keystore", store.toString());
    try {
      TlsFuzzer.fuzzerInitialize();
    } finally {
      System.clearProperty("fuzz.keystore");
    }
    PemFuzzer.fuzzerInitialize();
  }

  @ParameterizedTest
  @EnumSource
  void noneBreaks(FuzzTarget target) throws IOException {
    assertThat(target.kept()).isNotEmpty();
    for (byte[] input : target.kept()) {
      try {
        run(target, input);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(HexFormat.of().formatHex(input), e);
      }
    }
  }

  private static void run(FuzzTarget target, byte[] input) throws IOException {
    switch (target) {
      case RELP -> RelpFuzzer.fuzzerTestOneInput(input);
      case SPOOL -> SpoolFuzzer.fuzzerTestOneInput(input);
      case PEM -> PemFuzzer.fuzzerTestOneInput(input);
      case TLS -> TlsFuzzer.fuzzerTestOneInput(input);
    }
  }
}
