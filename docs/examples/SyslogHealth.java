import io.github.failoversyslog.SyslogSenders;
import io.github.failoversyslog.status.SenderHealth;
import org.apache.logging.log4j.LogManager;

/** Prints whether events reach a server, for a health check of your own. */
class SyslogHealth {
  public static void main(String[] args) {
    LogManager.getLogger("shop").info("started");
    for (SenderHealth sender : SyslogSenders.health()) {
      System.out.println(
          sender.name().name()
              + " "
              + sender.condition()
              + ", delivering "
              + sender.isDelivering()
              + ", buffer "
              + sender.bytesInBuffer() * 100 / sender.bufferSize()
              + " % full");
    }
  }
}
