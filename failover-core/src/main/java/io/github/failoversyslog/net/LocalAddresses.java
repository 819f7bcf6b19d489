package io.github.failoversyslog.net;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** The addresses by which other hosts know this one. */
public final class LocalAddresses {
  private static final int MOST = 4; // in every message

  private LocalAddresses() {}

  /** From the network interfaces, without a DNS lookup; none if they cannot be listed. */
  public static List<String> known() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .map(InetAddress::getHostAddress)
          .map(LocalAddresses::withoutZone)
          .sorted()
          .limit(MOST)
          .toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }
}
