import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import org.apache.camel.component.syslog.Rfc5424SyslogMessage;
import org.apache.camel.component.syslog.SyslogConverter;
import org.apache.camel.component.syslog.SyslogMessage;
import org.graylog2.syslog4j.server.impl.event.SyslogServerEvent;
import org.graylog2.syslog4j.server.impl.event.structured.StructuredSyslogServerEvent;

/**
 * Reads messages from the standard input, one per line in Base64, and prints for each what the
 * parser makes of it: {@code name=value} separated by tabs, the values in Base64. The argument is
 * the parser.
 */
public class JavaParsers {
  public static void main(String[] args) {
    try (Scanner lines = new Scanner(System.in, StandardCharsets.US_ASCII)) {
      while (lines.hasNextLine()) {
        System.out.println(line(args[0], Base64.getDecoder().decode(lines.nextLine())));
      }
    }
  }

  private static String line(String parser, byte[] message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    try {
      if (parser.equals("syslog4j")) {
        bySyslog4j(message, fields);
      } else {
        byCamel(message, fields);
      }
    } catch (Exception e) {
      fields.put("error", e);
    }
    StringBuilder line = new StringBuilder();
    fields.forEach((name, value) -> line.append(name).append('=').append(encoded(value)).append('\t'));
    return line.toString();
  }

  private static String encoded(Object value) {
    byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static void bySyslog4j(byte[] message, Map<String, Object> fields) throws Exception {
    InetAddress from = InetAddress.getLoopbackAddress();
    boolean structured = new String(message, StandardCharsets.UTF_8).matches("(?s)<\\d+>1 .*");
    if (!structured) { // as Graylog's input chooses
      put(new SyslogServerEvent(message, message.length, from), fields);
      return;
    }
    StructuredSyslogServerEvent event =
        new StructuredSyslogServerEvent(message, message.length, from);
    put(event, fields);
    fields.put("app", event.getApplicationName());
    fields.put("process", event.getProcessId());
    fields.put("id", event.getStructuredMessage().getMessageId());
    fields.put("data", sorted(event.getStructuredMessage().getStructuredData()));
    fields.put("text", event.getStructuredMessage().getMessage());
  }

  private static void put(SyslogServerEvent event, Map<String, Object> fields) {
    fields.put("severity", event.getFacility() * 8 + event.getLevel());
    fields.put("host", event.getHost());
    fields.put("time", event.getDate().getTime());
    fields.put("text", event.getMessage());
  }

  private static Map<String, Object> sorted(Map<String, Map<String, String>> data) {
    Map<String, Object> sorted = new TreeMap<>();
    if (data != null) {
      data.forEach((id, params) -> sorted.put(id, new TreeMap<>(params)));
    }
    return sorted;
  }

  private static void byCamel(byte[] message, Map<String, Object> fields) {
    SyslogMessage parsed = SyslogConverter.parseMessage(message);
    fields.put("severity", parsed.getFacility().ordinal() * 8 + parsed.getSeverity().ordinal());
    fields.put("host", parsed.getHostname());
    fields.put("time", new Date(parsed.getTimestamp().getTimeInMillis()).getTime());
    fields.put("text", parsed.getLogMessage());
    if (parsed instanceof Rfc5424SyslogMessage structured) {
      fields.put("app", structured.getAppName());
      fields.put("process", structured.getProcId());
      fields.put("id", structured.getMsgId());
      fields.put("data", structured.getStructuredData());
    }
  }
}
