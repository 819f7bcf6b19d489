package io.github.failoversyslog.docs;

import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.DiscardReason;
import io.github.failoversyslog.status.Status;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares {@code docs/status.md} with the texts in the code, in both directions. */
class StatusDocumentTest {

  @Test
  void everyTextHasARowAndEveryRowHasAText() throws IOException {
    Set<String> inCode = new TreeSet<>();
    for (SourceText source : SourceText.all()) {
      if (source.isListOfTexts()) {
        inCode.addAll(RenderedTexts.of(source.type()));
      }
    }
    for (DiscardReason reason : DiscardReason.values()) {
      inCode.add(reason.toString());
    }
    Set<String> inDocument =
        StatusDocument.rows().stream()
            .map(StatusDocument.Row::shape)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(inDocument).containsExactlyElementsOf(inCode);
  }

  @Test
  void everyKindHasASectionWithARow() throws IOException {
    assertThat(StatusDocument.rows())
        .extracting(StatusDocument.Row::section)
        .containsAll(Stream.of(Status.Kind.values()).map(Status.Kind::name).toList());
  }

  @Test
  void everyRowStatesItsMeaningAndWhatToDo() throws IOException {
    assertThat(StatusDocument.rows())
        .allSatisfy(
            row -> {
              assertThat(row.meaning()).as(row.text()).isNotBlank();
              assertThat(row.remedy()).as(row.text()).isNotBlank();
            });
  }

  /** Without this, a new status line or reason would need no row. */
  @Test
  void noTextIsDefinedOutsideTheListsOfTexts() throws IOException {
    assertThat(SourceText.all())
        .filteredOn(source -> !source.isListOfTexts())
        .flatExtracting(SourceText::textsWithType)
        .isEmpty();
  }

  @Test
  void textsInSourcesAreFound() {
    SourceText source =
        new SourceText(
            "io.github.failoversyslog.net.X",
            """
            // "in a comment"
             * "in a comment, too"
            throw new IOException("a reason " + why);
            if (text.contains("a text of others")) {}
            throw new IllegalStateException("a bug" + in("this library"));
            String word = "word";
            """);
    assertThat(source.texts()).containsExactly("a reason ");
  }

  /** The texts that a class with a list of texts can produce, with replaced parameters. */
  private static final class RenderedTexts {

    static Set<String> of(String type) throws IOException {
      try {
        Set<String> texts = new TreeSet<>();
        for (Method method : Class.forName(type).getDeclaredMethods()) {
          if (!method.isSynthetic() && !Modifier.isPrivate(method.getModifiers())) {
            method.setAccessible(true);
            Object[] samples =
                Arrays.stream(method.getParameterTypes()).map(SampleValues::of).toArray();
            texts.add(shape(method.invoke(null, samples), samples));
          }
        }
        return texts;
      } catch (ReflectiveOperationException e) {
        throw new IOException(type, e);
      }
    }

    private static String shape(Object made, Object[] samples) {
      String text =
          made instanceof Status status ? status.kind() + ": " + status.text() : made + "";
      String shape = text;
      for (String sample :
          Arrays.stream(samples)
              .map(SampleValues::asWritten)
              .sorted(comparingInt(String::length).reversed())
              .toList()) {
        shape = shape.replace(sample, StatusDocument.PLACE);
      }
      return shape;
    }
  }
}
