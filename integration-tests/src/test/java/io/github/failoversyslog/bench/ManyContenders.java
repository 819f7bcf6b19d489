package io.github.failoversyslog.bench;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Several contenders of one kind in one application: every event goes to each of them. */
record ManyContenders(List<Contender> contenders) implements Contender {

  static ManyContenders of(Entrant entrant, int count) {
    return new ManyContenders(Stream.generate(entrant::start).limit(count).toList());
  }

  private void each(Consumer<Contender> action) {
    contenders.forEach(action);
  }

  @Override
  public void enterThread() {
    each(Contender::enterThread);
  }

  @Override
  public void log(int number) {
    each(contender -> contender.log(number));
  }

  @Override
  public void log(String text) {
    each(contender -> contender.log(text));
  }

  @Override
  public void flush() {
    each(Contender::flush);
  }

  @Override
  public String counted() {
    return String.join("; ", contenders.stream().map(Contender::counted).toList());
  }

  @Override
  public void close() {
    each(Contender::close);
  }
}
