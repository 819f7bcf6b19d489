package io.github.failoversyslog.net;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Looks up host names without blocking the caller. */
@FunctionalInterface
public interface Resolver {

  /**
   * @return a future of this call alone, which may be cancelled when the answer is no longer
   *     needed; completed on any thread with one or more addresses, or with the {@link
   *     java.net.UnknownHostException}
   */
  CompletableFuture<List<InetAddress>> resolve(String host);
}
