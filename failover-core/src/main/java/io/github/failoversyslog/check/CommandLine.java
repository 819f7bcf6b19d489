package io.github.failoversyslog.check;

import io.github.failoversyslog.config.Setting;
import io.github.failoversyslog.config.ValueKind.Plain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words behind the program's name: {@code --connect-timeout 5s} or {@code --connect-timeout=5s}
 * for the setting {@code connectTimeout}.
 *
 * @param help whether help is asked for; the rest has no meaning then
 * @param settings by their names
 * @param faults what no setting is about
 */
record CommandLine(boolean help, Map<String, String> settings, List<String> faults) {
  static final String HINT =
      "The setting connectTimeout is the option --connect-timeout; --help lists the options.";

  private static final Pattern BEGIN_OF_WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern HYPHEN = Pattern.compile("-(.)");
  private static final String OPTION = "--";

  CommandLine {
    settings = Map.copyOf(settings);
    faults = List.copyOf(faults);
  }

  @Override
  public String toString() {
    return settings.keySet().toString(); // a value may be a password
  }

  static CommandLine of(List<String> words) {
    Map<String, String> settings = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--help") || word.equals("-h")) {
        return new CommandLine(true, Map.of(), List.of());
      }
      if (!word.startsWith(OPTION) || word.length() == OPTION.length()) {
        faults.add("\"" + word + "\" is not an option; expected one such as --host log1");
        continue;
      }
      String[] parts = word.substring(OPTION.length()).split("=", 2);
      Optional<String> value = Optional.empty();
      if (parts.length == 2) {
        value = Optional.of(parts[1]);
      } else if (i + 1 < words.size() && !words.get(i + 1).startsWith(OPTION)) {
        i++;
        value = Optional.of(words.get(i));
      } else if (isTrueAlone(parts[0])) {
        value = Optional.of("true");
      }
      String name = settingOf(parts[0]);
      if (!isSetting(name)) {
        faults.add(OPTION + parts[0] + " is not an option; " + adviceOn(parts[0]));
        continue;
      }
      if (value.isEmpty()) {
        faults.add(OPTION + parts[0] + " has no value; expected one after it");
      }
      if (settings.put(name, value.orElse("")) != null) {
        faults.add(OPTION + parts[0] + " is there twice; expected it once");
      }
    }
    return new CommandLine(false, settings, faults);
  }

  /**
   * The settings without those of failback if there is one server only: an appender refuses them
   * then, while its servers may be checked one by one.
   */
  Map<String, String> settingsOfCheck() {
    Map<String, String> all = new HashMap<>(settings);
    if (!all.containsKey(Setting.FAILOVER_SERVERS.toString())) {
      all.remove(Setting.FAILBACK.toString());
      Setting.all().stream()
          .filter(Setting::isOfFailback)
          .map(Setting::toString)
          .forEach(all::remove);
    }
    return all;
  }

  private static boolean isSetting(String name) {
    return Setting.all().stream().map(Setting::toString).anyMatch(name::equals);
  }

  private static String adviceOn(String option) {
    return Setting.adviceOn(OPTION + option, setting -> OPTION + optionOf(setting))
        .orElse("--help lists those that there are");
  }

  private static boolean isTrueAlone(String option) {
    return setting(option)
        .filter(named -> named.kind() == Plain.FLAG || named.kind() == Plain.ELEMENT)
        .isPresent();
  }

  /** The option of a setting, without the hyphens before it. */
  static String optionOf(Setting setting) {
    return BEGIN_OF_WORD.matcher(setting.localName()).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  private static Optional<Setting> setting(String option) {
    return Setting.all().stream()
        .filter(setting -> optionOf(setting).equals(option) || setting.localName().equals(option))
        .findFirst();
  }

  private static String settingOf(String option) {
    return setting(option)
        .map(Setting::toString)
        .orElseGet(
            () ->
                HYPHEN
                    .matcher(option)
                    .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT)));
  }
}
