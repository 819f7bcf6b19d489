package io.github.failoversyslog.net;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** This host's addresses, for the parameter ip of the SD-ELEMENT origin. */
public final class LocalAddresses {
  private static final int MOST = 4; // they are sent in every message

  private LocalAddresses() {}

  /** Addresses of the network interfaces, without a DNS lookup; none if they cannot be listed. */
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
