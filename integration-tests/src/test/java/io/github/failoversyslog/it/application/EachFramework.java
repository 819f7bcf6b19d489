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
 *
 * <p>{@link #inShortBuild} names one that is enough where the core does all the work: the build
 * with {@code -Pfull} runs both.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(EachFramework.Frameworks.class)
public @interface EachFramework {
  /** Empty for all. */
  Framework[] inShortBuild() default {};

  /** All frameworks, or those named by the property or for this build. */
  final class Frameworks implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      String one = System.getProperty("test.framework", "");
      if (!one.isEmpty()) {
        return Stream.of(Arguments.of(Framework.valueOf(one)));
      }
      EachFramework each = context.getRequiredTestClass().getAnnotation(EachFramework.class);
      boolean some = Boolean.getBoolean("test.short") && each.inShortBuild().length > 0;
      return Stream.of(some ? each.inShortBuild() : Framework.values()).map(Arguments::of);
    }
  }
}
