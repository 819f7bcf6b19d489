package io.github.failoversyslog.fuzz;

import io.github.failoversyslog.it.server.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches for bytes that break what reads them. */
@Tag("full")
class ParsersFuzzIT {
  private static final int LONGEST_INPUT = 4096;
  private static final Semaphore TWO_AT_ONCE = new Semaphore(2);

  @ParameterizedTest
  @EnumSource
  @Execution(ExecutionMode.CONCURRENT)
  void noInputBreaks(FuzzTarget target, @TempDir Path folder)
      throws IOException, InterruptedException {
    TWO_AT_ONCE.acquire();
    try {
      search(target, folder);
    } finally {
      TWO_AT_ONCE.release();
    }
  }

  private static void search(FuzzTarget target, Path folder)
      throws IOException, InterruptedException {
    Path inputs = Files.createDirectory(folder.resolve("inputs"));
    int number = 0;
    for (byte[] input : target.kept()) {
      Files.write(inputs.resolve("input" + number++), input);
    }
    Path store =
        new CertificateAuthority("test authority")
            .issue("log1.example")
            .writeKeyStore(folder.resolve("server.p12"));
    new FuzzRun(
            target.title(),
            target.fuzzer,
            target.instrumented,
            LONGEST_INPUT,
            target != FuzzTarget.SPOOL,
            List.of("-Dfuzz.keystore=" + store))
        .search(inputs, FuzzRun.seed());
  }
}
