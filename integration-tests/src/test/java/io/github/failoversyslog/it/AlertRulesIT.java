package io.github.failoversyslog.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.it.application.Command;
import io.github.failoversyslog.it.daemon.ProgramFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alert rules for Prometheus, evaluated by its program promtool. */
class AlertRulesIT {
  private static final Path EXAMPLES = Path.of("..", "docs", "examples");
  private static final String RULES = "prometheus-alerts.yml";
  private static final String TESTS = "prometheus-alerts.test.yml";
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern FIRES =
      Pattern.compile("alertname: (\\w+)\\s+exp_alerts:\\s+- exp_labels:");
  private static final Pattern FIRES_NOT =
      Pattern.compile("alertname: (\\w+)\\s+exp_alerts: \\[\\]");

  private static String promtool(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(ProgramFinder.find("promtool").toString());
    builder.command().addAll(List.of(arguments));
    return Command.run(builder.directory(EXAMPLES.toFile()).redirectErrorStream(true));
  }

  private static Set<String> names(Pattern pattern, String file) throws IOException {
    return pattern
        .matcher(Files.readString(EXAMPLES.resolve(file)))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void promtoolAcceptsEveryRule() throws Exception {
    int rules = names(ALERT, RULES).size();
    assertThat(promtool("check", "rules", RULES)).contains("SUCCESS: " + rules + " rules found");
  }

  @Test
  void everyAlertFiresWhenItMustAndNotJustBefore() throws Exception {
    assertThat(promtool("test", "rules", TESTS)).contains("SUCCESS");
  }

  @Test
  void everyAlertIsTestedBothWays() throws Exception {
    Set<String> alerts = names(ALERT, RULES);
    assertThat(alerts).hasSize(6);
    assertThat(names(FIRES, TESTS)).isEqualTo(alerts);
    assertThat(names(FIRES_NOT, TESTS)).isEqualTo(alerts);
  }
}
