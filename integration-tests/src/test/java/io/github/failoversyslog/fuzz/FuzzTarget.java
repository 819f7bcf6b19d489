package io.github.failoversyslog.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.failoversyslog.config.PemFuzzer;
import io.github.failoversyslog.net.TlsFuzzer;
import io.github.failoversyslog.ring.SpoolFuzzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What reads bytes that somebody else wrote. */
enum FuzzTarget {
  RELP(RelpFuzzer.class, "io.github.failoversyslog.wire.**:io.github.failoversyslog.session.**"),
  SPOOL(SpoolFuzzer.class, "io.github.failoversyslog.ring.**"),
  PEM(
      PemFuzzer.class,
      "io.github.failoversyslog.config.**:sun.security.util.**:sun.security.x509.**"
          + ":sun.security.provider.X509*:sun.security.pkcs.**:com.sun.crypto.provider.PBES2**"),
  TLS(TlsFuzzer.class, "io.github.failoversyslog.net.**");

  /** Inputs that are kept: of each kind some, and every one that has broken something. */
  private static final Path KEPT = Path.of("src", "test", "fuzz");

  final Class<?> fuzzer;
  final String instrumented;

  FuzzTarget(Class<?> fuzzer, String instrumented) {
    this.fuzzer = fuzzer;
    this.instrumented = instrumented;
  }

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One input for each line of the file, in hexadecimal. */
  List<byte[]> kept() throws IOException {
    return Files.readAllLines(KEPT.resolve(title() + ".txt"), US_ASCII).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(HexFormat.of()::parseHex)
        .toList();
  }
}
