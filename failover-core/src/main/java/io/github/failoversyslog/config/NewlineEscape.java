package io.github.failoversyslog.config;

import java.util.List;
import java.util.Optional;

/** Reads what is written in place of a line feed, and whether anything is. */
final class NewlineEscape {
  private static final String NAME = "newlineEscape";
  private static final String NONE = "none";

  private final SettingsReader settings;
  private final List<String> warnings;

  NewlineEscape(SettingsReader settings, List<String> warnings) {
    this.settings = settings;
    this.warnings = warnings;
  }

  /** Empty: line feeds stay, which is a fault where one would end the message. */
  Optional<String> read(
      Protocol protocol, FramingMode framing, ControlCharacters controlCharacters) {
    String text = settings.text(NAME, "\\n");
    if (text.chars().anyMatch(character -> character < ' ')) {
      settings.fault(
          "newlineEscape has a control character; expected text without one, such as \\n as two characters");
    }
    boolean none = text.equalsIgnoreCase(NONE);
    boolean messagesAreLines = protocol == Protocol.TCP && framing == FramingMode.NEWLINE;
    boolean printable = controlCharacters == ControlCharacters.ESCAPE;
    if (none && messagesAreLines) {
      settings.fault(
          "newlineEscape is none with framing newline, where a line feed in a text would end its"
              + " message and begin another; expected framing octetCounting, or text such as \\n");
    }
    if (none && printable) {
      settings.fault(
          "newlineEscape is none with controlCharacters escape, which leaves no line feed;"
              + " expected controlCharacters keep, or text such as \\n");
    }
    boolean replaced = messagesAreLines || printable || protocol == Protocol.UDP;
    if (!none && !replaced && settings.text(NAME).isPresent()) {
      warnings.add(
          "newlineEscape is set where line feeds are sent as they are; expected it with protocol"
              + " udp, framing newline or controlCharacters escape: it has no effect");
    }
    return none ? Optional.empty() : Optional.of(text);
  }
}
