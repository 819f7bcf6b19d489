package io.github.failoversyslog.config;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Finds settings that are there but have no effect with the protocol, or with the format. */
final class IneffectiveSettings {
  private IneffectiveSettings() {}

  /** One warning for all that have an effect with the same others. */
  static void warnOfThoseIn(SettingsReader settings) {
    List<Setting> there = Setting.all().stream().filter(settings::has).toList();
    there.stream()
        .filter(setting -> !setting.scope().has(settings.protocol()))
        .collect(groupingBy(setting -> setting.scope().protocols(), LinkedHashMap::new, toList()))
        .forEach((others, names) -> warn(settings, names, "protocol", settings.protocol(), others));
    there.stream()
        .filter(setting -> !setting.scope().has(settings.format()))
        .collect(groupingBy(setting -> setting.scope().formats(), LinkedHashMap::new, toList()))
        .forEach((others, names) -> warn(settings, names, "format", settings.format(), others));
  }

  private static void warn(
      SettingsReader settings,
      List<Setting> names,
      String what,
      Enum<?> value,
      Set<? extends Enum<?>> others) {
    boolean one = names.size() == 1;
    settings.warn(
        names.stream().map(Setting::toString).collect(joining(", "))
            + (one ? " has" : " have")
            + (" no effect with " + what + " " + ValueKind.Words.spelling(value))
            + ("; use " + what + " " + Scope.listed(others))
            + (one ? " or remove it" : " or remove them"));
  }
}
