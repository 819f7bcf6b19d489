package io.github.failoversyslog.bench;

import com.cloudbees.syslog.Facility;
import com.cloudbees.syslog.MessageFormat;
import com.cloudbees.syslog.SDElement;
import com.cloudbees.syslog.Severity;
import com.cloudbees.syslog.SyslogMessage;
import com.cloudbees.syslog.sender.TcpSyslogMessageSender;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * An application that uses syslog-java-client directly; formatting the message is included in its
 * cost.
 */
final class SyslogJavaClientContender implements Contender {
  private final TcpSyslogMessageSender sender = new TcpSyslogMessageSender();

  SyslogJavaClientContender() {
    sender.setSyslogServerHostname("127.0.0.1");
    sender.setSyslogServerPort(Integer.getInteger("bench.port"));
    sender.setMessageFormat(MessageFormat.RFC_5425); // RFC 5424 with octet counting
    sender.setPostfix("");
  }

  @Override
  public void enterThread() {}

  @Override
  public void log(int number) {
    log(
        "Order "
            + number
            + " was paid and is on its way to the customer; the parcel service has been told. Weight "
            + "1200"
            + " grams");
  }

  @Override
  public void log(String text) {
    try {
      sender.sendMessage(
          new SyslogMessage()
              .withFacility(Facility.USER)
              .withSeverity(Severity.INFORMATIONAL)
              .withTimestamp(System.currentTimeMillis())
              .withHostname("localhost")
              .withAppName("bench")
              .withProcId("-")
              .withSDElement(
                  new SDElement("mdc@32473")
                      .addSDParam("request", "4f1c2a9b")
                      .addSDParam("user", "bob"))
              .withMsg(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String counted() {
    return "errors " + sender.getSendErrorCount();
  }

  @Override
  public void close() {
    try {
      sender.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
