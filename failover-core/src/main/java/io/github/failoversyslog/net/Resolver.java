package io.github.failoversyslog.net;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Looks up names, somewhere else than on the caller's thread. */
@FunctionalInterface
public interface Resolver {

  /**
   * @return at once, for this caller alone, who cancels it when the answer is not wanted any more;
   *     completed on any thread with one address or more, or with the {@link
   *     java.net.UnknownHostException}
   */
  CompletableFuture<List<InetAddress>> resolve(String host);
}
