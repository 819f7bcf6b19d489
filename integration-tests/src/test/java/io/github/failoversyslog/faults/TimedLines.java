package io.github.failoversyslog.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.failoversyslog.it.SyslogDaemon;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * What a {@link SyslogDaemon} wrote of numbered events: when each was logged, when it came, and its
 * text. A line that is not the whole text of an event is taken for {@link RecordFile#NO_FRAME}.
 *
 * @param batch all of it, in the order written
 * @param longestWait from the call of the logger to the arrival
 */
record TimedLines(Batch batch, Duration longestWait) {

  static TimedLines of(SyslogDaemon daemon) {
    LongStream.Builder numbers = LongStream.builder();
    Duration longest = Duration.ZERO;
    try (BufferedReader lines = Files.newBufferedReader(daemon.output())) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(" ", 3);
        OptionalLong number = fields.length == 3 ? number(fields[2]) : OptionalLong.empty();
        numbers.add(number.orElse(RecordFile.NO_FRAME));
        if (number.isPresent()) {
          Duration wait =
              Duration.between(OffsetDateTime.parse(fields[0]), OffsetDateTime.parse(fields[1]));
          longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TimedLines(new Batch(0, daemon.toString(), numbers.build().toArray()), longest);
  }

  private static OptionalLong number(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    OptionalLong number = NumberedEvents.findNumber(bytes, 0, bytes.length);
    return number.isPresent() && NumberedEvents.text(number.getAsLong()).equals(text)
        ? number
        : OptionalLong.empty();
  }

  /**
   * @param logged how many events each caller has logged
   */
  static Tally tally(int[] logged, List<TimedLines> all) {
    return Tally.ofBatches(logged, all.stream().map(TimedLines::batch).toList());
  }
}
