package io.github.failoversyslog.check;

import io.github.failoversyslog.config.Setting;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** What {@code --help} prints: generated from the list of settings. */
final class Help {
  private static final String REQUIRED = "required";
  private static final int WIDTH = 100;

  /** What a single message over a single connection depends on. */
  static final EnumSet<Setting> USED =
      EnumSet.of(
          Setting.HOST,
          Setting.PORT,
          Setting.PROTOCOL,
          Setting.FAILOVER_SERVERS,
          Setting.CONNECT_TIMEOUT,
          Setting.WRITE_TIMEOUT,
          Setting.CLOSE_TIMEOUT,
          Setting.SEND_BUFFER_SIZE,
          Setting.RELP_TIMEOUT,
          Setting.TLS_CA_FILE,
          Setting.TLS_CERT_FILE,
          Setting.TLS_KEY_FILE,
          Setting.TLS_KEY_PASSWORD,
          Setting.TLS_VERIFY_HOST_NAME,
          Setting.TLS_FINGERPRINTS,
          Setting.TLS_RECEIPTS,
          Setting.FORMAT,
          Setting.FRAMING,
          Setting.FACILITY,
          Setting.HOST_NAME,
          Setting.APP_NAME,
          Setting.PROCESS_ID,
          Setting.MESSAGE_ID,
          Setting.ENTERPRISE_NUMBER,
          Setting.INCLUDE_ORIGIN,
          Setting.INCLUDE_TIME_QUALITY,
          Setting.SEQUENCE_ID);

  private Help() {}

  static List<String> lines() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "java -jar failover-syslog-core.jar --host log1 [--option value ...]",
                "",
                "Sends one message to each server and prints what happened: name, connection, TLS,",
                "certificate, and whether the server has read the message.",
                "Exit status: 0 if all servers took it, 1 if one did not, 2 if an option is wrong,",
                "3 if it was sent to all, but a server gave no receipt (over UDP there is none: 0).",
                "",
                "The options are settings of the appenders:",
                ""));
    for (Setting setting : Setting.all()) {
      if (USED.contains(setting)) {
        lines.add("--" + CommandLine.optionOf(setting) + "  " + valuesOf(setting));
        lines.add("    " + setting.meaning());
      }
    }
    lines.add("");
    lines.add("Accepted without effect, so that all settings of an appender can be given:");
    StringBuilder line = new StringBuilder();
    for (Setting setting : EnumSet.complementOf(USED)) {
      String option = "--" + CommandLine.optionOf(setting) + " ";
      if (line.length() + option.length() > WIDTH) {
        lines.add(line.toString().strip());
        line.setLength(0);
      }
      line.append(option);
    }
    lines.add(line.toString().strip());
    return lines;
  }

  private static String valuesOf(Setting setting) {
    String byDefault = setting.byDefault();
    return setting.kind().description()
        + (byDefault.equals(REQUIRED) ? "; required" : "; default " + byDefault);
  }
}
