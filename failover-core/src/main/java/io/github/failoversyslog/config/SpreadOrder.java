package io.github.failoversyslog.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * An order of the failover servers for each client, so that the clients of a lost server spread
 * over the others: rendezvous hashing. The server whose SHA-256 of {@code client LF server} is
 * highest comes first. A server that is added or removed leaves the others in their order.
 */
public final class SpreadOrder {
  private static final String HASH = "SHA-256"; // every Java platform has it

  private SpreadOrder() {}

  private record Ranked<S>(S server, String hash) {}

  /**
   * @param client the host's name; case does not matter
   * @param servers in any order; the result is the same
   * @param nameOf what all clients call a server, such as {@code host:port}; case does not matter
   */
  public static <S> List<S> of(String client, List<S> servers, Function<S, String> nameOf) {
    return servers.stream()
        .map(server -> new Ranked<>(server, hash(client + "\n" + nameOf.apply(server))))
        .sorted(Comparator.comparing((Ranked<S> ranked) -> ranked.hash()).reversed())
        .map(Ranked::server)
        .toList();
  }

  /** In digits of equal number, which compare like the hash itself. */
  private static String hash(String text) {
    try {
      byte[] bytes = text.toLowerCase(Locale.ROOT).getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(HASH).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(HASH + " is missing in this Java platform", e);
    }
  }
}
