package io.github.failoversyslog.check;

import io.github.failoversyslog.config.Protocol;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.engine.DeliveryTrace;
import io.github.failoversyslog.engine.DeliveryTrace.Outcome;
import io.github.failoversyslog.engine.Platform;
import io.github.failoversyslog.engine.SingleDelivery;
import io.github.failoversyslog.status.InvalidConfigException;
import io.github.failoversyslog.status.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Checks servers before they are used. The program's exit status is 0, 1, 2 or 3. */
public final class ServerCheck {
  private static final int ALL_TOOK_IT = 0;
  private static final int SOME_FAILED = 1;
  private static final int WRONG_SETTINGS = 2;
  private static final int SOME_GAVE_NO_RECEIPT = 3;
  private static final int MARK_DIGITS = 6;

  private final SenderConfig config;
  private final Platform platform;
  private final PrintStream out;

  private ServerCheck(SenderConfig config, Platform platform, PrintStream out) {
    this.config = config;
    this.platform = platform;
    this.out = out;
  }

  /**
   * @param args the settings of the appenders: {@code --failover-servers log2,log3:601}
   */
  public static void main(String[] args) throws IOException {
    System.exit(run(List.of(args), System.out, System.err));
  }

  private static int run(List<String> args, PrintStream out, PrintStream err) throws IOException {
    CommandLine command = CommandLine.of(args);
    if (command.help()) {
      Help.lines().forEach(out::println);
      return ALL_TOOK_IT;
    }
    try {
      SenderConfig config = SenderConfig.of(command.settingsOfCheck(), command.faults());
      config.warnings().forEach(warning -> out.println("warning: " + warning));
      return new ServerCheck(config, Platform.system(), out).checkAll();
    } catch (InvalidConfigException e) {
      err.println(e.getMessage());
      err.println(CommandLine.HINT);
      return WRONG_SETTINGS;
    }
  }

  /** Returns the exit status. */
  private int checkAll() throws IOException {
    String text =
        "failover-syslog check "
            + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), MARK_DIGITS);
    List<DeliveryTrace> traces = new ArrayList<>();
    for (Server server : config.servers()) {
      out.println(server);
      DeliveryTrace trace = SingleDelivery.of(config, platform, server, text);
      TraceText.lines(trace, config, platform.wallClock().instant()).forEach(out::println);
      traces.add(trace);
    }
    out.println(TraceText.summary(traces, config, text));
    List<Outcome> outcomes = traces.stream().map(DeliveryTrace::outcome).toList();
    if (outcomes.contains(Outcome.FAILED)) {
      return SOME_FAILED;
    }
    boolean receiptMissing =
        config.protocol() != Protocol.UDP && outcomes.contains(Outcome.SENT); // UDP has none
    return receiptMissing ? SOME_GAVE_NO_RECEIPT : ALL_TOOK_IT;
  }
}
