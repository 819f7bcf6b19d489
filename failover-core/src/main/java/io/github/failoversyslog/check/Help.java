package io.github.failoversyslog.check;

import io.github.failoversyslog.config.Setting;
import java.util.ArrayList;
import java.util.List;

/** What {@code --help} prints: generated from the list of settings. */
final class Help {
  private static final String REQUIRED = "required";

  private Help() {}

  static List<String> lines() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "java -jar failover-syslog-core.jar --host log1 [--option value ...]",
                "",
                "Sends one message to each server and prints what happened: name, connection, TLS,",
                "certificate, and whether the server has read the message.",
                "Exit status: 0 if all servers took it, 1 if not, 2 if an option is wrong.",
                "",
                "The options are the settings of the appenders. TLS needs the tls-channel JAR, in the",
                "same directory.",
                ""));
    for (Setting setting : Setting.all()) {
      lines.add("--" + CommandLine.optionOf(setting) + "  " + valuesOf(setting));
      lines.add("    " + setting.meaning());
    }
    return lines;
  }

  private static String valuesOf(Setting setting) {
    String byDefault = setting.byDefault();
    return setting.kind().description()
        + (byDefault.equals(REQUIRED) ? "; required" : "; default " + byDefault);
  }
}
