package io.github.failoversyslog.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.failoversyslog.it.daemon.SyslogDaemon;
import io.github.failoversyslog.it.server.AppenderMessages;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * What a {@link SyslogDaemon} wrote of numbered events: time of logging, time of arrival, and text.
 * A line that is not the complete text of an event counts as {@link RecordFile#NO_FRAME}. Messages
 * of the appender's own are left out.
 *
 * @param batch all lines, in the order written
 * @param longestWait maximum time from the log call to the arrival
 */
record TimedLines(Batch batch, Duration longestWait) {
  private static final int MOST_BYTES_OF_A_LINE = 1024;

  static TimedLines of(SyslogDaemon daemon) {
    LongStream.Builder numbers = LongStream.builder();
    Duration longest = Duration.ZERO;
    try (BufferedReader lines = Files.newBufferedReader(daemon.output())) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(" ", 3);
        if (fields.length == 3 && AppenderMessages.isText(fields[2])) {
          continue;
        }
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

  /** Returns the number of the last written event, or -1 if there is none. */
  static long newest(SyslogDaemon daemon) {
    try (RandomAccessFile file = new RandomAccessFile(daemon.output().toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(MOST_BYTES_OF_A_LINE * 2L, file.length())];
      file.seek(file.length() - end.length);
      file.readFully(end);
      String[] lines = new String(end, US_ASCII).split("\n", -1);
      String last = lines.length > 1 ? lines[lines.length - 2] : "";
      String[] fields = last.split(" ", 3);
      return fields.length == 3 ? number(fields[2]).orElse(-1) : -1;
    } catch (FileNotFoundException e) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
  static EventCounts counts(int[] logged, List<TimedLines> all) {
    return EventCounts.ofBatches(logged, all.stream().map(TimedLines::batch).toList());
  }
}
