package io.github.failoversyslog.config;

import java.util.Optional;

/** Reads what is written in place of a line feed, and whether anything is. */
record NewlineEscapeReader(
    SettingsReader settings, FramingMode framing, ControlCharacters controlCharacters) {
  private static final String NONE = "none";

  /** Empty: line feeds stay, which is a fault where one would end the message. */
  Optional<String> read() {
    String text = settings.text(Setting.NEWLINE_ESCAPE);
    if (text.chars().anyMatch(character -> character < ' ')) {
      settings.fault(
          "newlineEscape has a control character; expected text without one, such as \\n as two characters");
    }
    if (text.equalsIgnoreCase(NONE)) {
      refuseNone();
      return Optional.empty();
    }
    if (!isUsed() && settings.has(Setting.NEWLINE_ESCAPE)) {
      settings.warn(
          "newlineEscape has no effect where line feeds are sent as they are; use it with protocol"
              + " udp, framing newline or controlCharacters escape, or remove it");
    }
    return Optional.of(text);
  }

  private void refuseNone() {
    if (messagesAreLines()) {
      settings.fault(
          "newlineEscape is none with framing newline, where a line feed in a text would end its"
              + " message and begin another; expected framing octetCounting, or text such as \\n");
    }
    if (controlCharacters == ControlCharacters.ESCAPE) {
      settings.fault(
          "newlineEscape is none with controlCharacters escape, which replaces every line feed;"
              + " expected controlCharacters keep, or text such as \\n");
    }
  }

  private boolean isUsed() {
    return messagesAreLines()
        || controlCharacters == ControlCharacters.ESCAPE
        || settings.protocol() == Protocol.UDP;
  }

  private boolean messagesAreLines() {
    return settings.protocol() == Protocol.TCP && framing == FramingMode.NEWLINE;
  }
}
