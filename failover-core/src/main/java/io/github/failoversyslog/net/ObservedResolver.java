package io.github.failoversyslog.net;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Reports what another resolver finds.
 *
 * @param loop runs the report before the caller of {@link #resolve} can use the loop to handle the
 *     answer
 * @param found receives the addresses in the order in which they are tried, as text
 */
public record ObservedResolver(Resolver resolver, Executor loop, Consumer<List<String>> found)
    implements Resolver {

  @Override
  public CompletableFuture<List<InetAddress>> resolve(String host) {
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    resolver
        .resolve(host)
        .whenComplete(
            (addresses, problem) -> {
              if (addresses == null) {
                answer.completeExceptionally(problem);
                return;
              }
              List<String> texts = addresses.stream().map(InetAddress::getHostAddress).toList();
              loop.execute(() -> found.accept(texts));
              answer.complete(addresses);
            })
        .exceptionally(problem -> null); // the answer has it
    return answer;
  }
}
