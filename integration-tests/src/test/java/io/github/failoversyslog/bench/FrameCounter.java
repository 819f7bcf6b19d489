package io.github.failoversyslog.bench;

/**
 * Counts the frames of one connection in either framing of RFC 6587 without parsing the messages.
 */
final class FrameCounter {
  private boolean started;
  private boolean octetCounting;
  private int length; // octet counting: value of the length digits read so far
  private long bodyLeft; // octet counting: remaining bytes of the message

  /** Returns how many frames end within these bytes, which continue those of the previous call. */
  long framesEndingIn(byte[] bytes, int count) {
    if (!started && count > 0) {
      started = true;
      octetCounting = bytes[0] >= '1' && bytes[0] <= '9';
    }
    return octetCounting ? countedFrames(bytes, count) : lines(bytes, count);
  }

  private static long lines(byte[] bytes, int count) {
    long lines = 0;
    for (int i = 0; i < count; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return lines;
  }

  private long countedFrames(byte[] bytes, int count) {
    long frames = 0;
    int i = 0;
    while (i < count) {
      if (bodyLeft > 0) {
        int step = (int) Math.min(bodyLeft, count - i);
        bodyLeft -= step;
        i += step;
        frames += bodyLeft == 0 ? 1 : 0;
      } else if (bytes[i] == ' ') {
        bodyLeft = length;
        length = 0;
        i++;
      } else {
        length = 10 * length + bytes[i] - '0';
        i++;
      }
    }
    return frames;
  }
}
