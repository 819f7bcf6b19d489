package io.github.failoversyslog.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what a message looks like.
 *
 * @param sdIds SD-IDs of elements that every message gets
 */
record MessageReader(SettingsReader settings, List<String> sdIds) {
  private static final String LOG_ID = "log";

  /** RFC 5424 section 7.2.2; a number and its owner's parts of it. */
  private static final Pattern ENTERPRISE_NUMBER = Pattern.compile("\\d{1,10}(?:\\.\\d{1,10})*");

  MessageSettings read() {
    FramingMode framing = framing();
    HeaderSettings header = header();
    StructuredDataSettings data = structuredData();
    TextSettings text = text(framing);
    return new MessageSettings(
        settings.format(),
        framing,
        header,
        data,
        text,
        (int) settings.bytes(Setting.MAX_MESSAGE_SIZE));
  }

  private FramingMode framing() {
    FramingMode framing = settings.oneOf(Setting.FRAMING, FramingMode.class);
    if (settings.protocol() == Protocol.TLS && framing == FramingMode.NEWLINE) {
      settings.fault(
          "framing is newline and protocol tls; expected octetCounting, as RFC 5425 requires");
    }
    return framing;
  }

  private HeaderSettings header() {
    return new HeaderSettings(
        settings.oneOf(Setting.FACILITY, Facility.class),
        settings.written(Setting.HOST_NAME),
        settings.text(Setting.APP_NAME),
        settings.written(Setting.PROCESS_ID).orElseGet(ProcessId::known),
        settings.text(Setting.MESSAGE_ID),
        settings.flag(Setting.MARKER_AS_MESSAGE_ID));
  }

  private StructuredDataSettings structuredData() {
    String enterpriseNumber = enterpriseNumber();
    boolean longSdIds = settings.flag(Setting.LONG_SD_IDS);
    if (!longSdIds) {
      refuseLongSdIds(enterpriseNumber);
    }
    Set<Include> includes = EnumSet.noneOf(Include.class);
    for (Include part : Include.values()) {
      if (settings.flag(part.setting())) {
        includes.add(part);
      }
    }
    return new StructuredDataSettings(
        enterpriseNumber,
        mdcElementId(enterpriseNumber, longSdIds),
        LOG_ID + "@" + enterpriseNumber,
        longSdIds,
        settings.list(Setting.MDC_INCLUDES),
        settings.list(Setting.MDC_EXCLUDES),
        includes);
  }

  private String enterpriseNumber() {
    String number = settings.text(Setting.ENTERPRISE_NUMBER);
    int longest = SdName.MAX_CHARS - LOG_ID.length() - 1;
    if (number.length() > longest || !ENTERPRISE_NUMBER.matcher(number).matches()) {
      settings.wrong(
          Setting.ENTERPRISE_NUMBER,
          number,
          "a number such as 32473, or one with parts such as 32473.1.2, of at most "
              + longest
              + " characters");
      return Setting.ENTERPRISE_NUMBER.defaults().absent();
    }
    return number;
  }

  /** Some receivers want a token as an SD-ID; cut it would be another one. */
  private void refuseLongSdIds(String enterpriseNumber) {
    for (String id : sdIds) {
      String whole = SdName.wholeId(id, enterpriseNumber);
      if (whole.length() > SdName.MAX_CHARS) {
        settings.fault(
            "the id of structured data \""
                + whole
                + "\" has "
                + whole.length()
                + " characters; expected at most "
                + SdName.MAX_CHARS
                + " (RFC 5424), or longSdIds=true, which sends it whole");
      }
    }
  }

  private String mdcElementId(String enterpriseNumber, boolean longSdIds) {
    String id = settings.text(Setting.MDC_ID);
    String number = "@" + enterpriseNumber;
    int longest = SdName.MAX_CHARS - number.length();
    if (id.equals(LOG_ID)) {
      settings.wrong(
          Setting.MDC_ID, id, "another name; the element log has the logger and the thread");
    } else if (id.indexOf('@') >= 0) {
      settings.wrong(Setting.MDC_ID, id, "a name without @; " + number + " is appended");
    } else if (id.length() > longest && !longSdIds) {
      settings.wrong(
          Setting.MDC_ID,
          id,
          ("at most " + longest + " characters, so that " + number + " still fits, or")
              + " longSdIds=true, which sends it whole");
    }
    return id + number;
  }

  private TextSettings text(FramingMode framing) {
    StackTrace stackTrace = stackTrace();
    ControlCharacters controlCharacters =
        settings.oneOf(Setting.CONTROL_CHARACTERS, ControlCharacters.class);
    return new TextSettings(
        stackTrace,
        settings.written(Setting.STACK_TRACE_PATTERN),
        settings.flag(Setting.BOM),
        controlCharacters,
        new NewlineEscapeReader(settings, framing, controlCharacters).read());
  }

  private StackTrace stackTrace() {
    StackTrace stackTrace = settings.oneOf(Setting.STACK_TRACE, StackTrace.class);
    if (stackTrace == StackTrace.STRUCTURED_DATA && settings.format() == MessageFormat.RFC3164) {
      settings.warn(
          "stackTrace is structuredData with format rfc3164, which has no structured data, so that"
              + " stack traces are left out; use message, lines or none");
    }
    if (stackTrace == StackTrace.NONE && settings.has(Setting.STACK_TRACE_PATTERN)) {
      settings.warn(
          "stackTracePattern has no effect with stackTrace none; use message, lines or"
              + " structuredData, or remove it");
    }
    return stackTrace;
  }
}
