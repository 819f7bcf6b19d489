package io.github.failoversyslog.it.application;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Runs the tests of the class once with each framework, which is passed to its constructor; with
 * {@code -Dtest.framework=LOGBACK} only with that one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(EachFramework.Frameworks.class)
public @interface EachFramework {

  /** All frameworks, or the one named by the property. */
  final class Frameworks implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      String one = System.getProperty("test.framework", "");
      return one.isEmpty()
          ? Stream.of(Framework.values()).map(Arguments::of)
          : Stream.of(Arguments.of(Framework.valueOf(one)));
    }
  }
}
