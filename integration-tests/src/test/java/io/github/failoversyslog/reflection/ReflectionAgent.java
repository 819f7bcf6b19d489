package io.github.failoversyslog.reflection;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.DynamicType;

/**
 * A Java agent that records which classes and members of the project are reached by reflection. It
 * changes the JDK's own classes for that.
 */
public final class ReflectionAgent {
  /** A system property whose value is a consumer: the JDK's classes see nothing of the agent. */
  private static final String RECORDER = "reflection.recorder";

  private static final String PROJECT = "io.github.failoversyslog.";
  private static final Set<Object> RECORDED = ConcurrentHashMap.newKeySet();

  private ReflectionAgent() {}

  /** Called by the JVM. */
  public static void premain(String unused, Instrumentation instrumentation) {
    Consumer<Object> recorder = ReflectionAgent::add;
    System.getProperties().put(RECORDER, recorder);
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
        .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
        .ignore(none())
        .type(namedOneOf(Class.class.getName(), Proxy.class.getName()))
        .transform((builder, type, loader, module, domain) -> withResults(builder))
        .type(
            namedOneOf(Method.class.getName(), Constructor.class.getName(), Field.class.getName()))
        .transform((builder, type, loader, module, domain) -> withUses(builder))
        .installOn(instrumentation);
  }

  private static DynamicType.Builder<?> withResults(DynamicType.Builder<?> builder) {
    return builder
        .visit(
            Advice.to(Found.class)
                .on(
                    namedOneOf(
                            "forName",
                            "getConstructor",
                            "getDeclaredConstructor",
                            "getMethod",
                            "getDeclaredMethod",
                            "getField",
                            "getDeclaredField")
                        .and(isDeclaredBy(Class.class))))
        .visit(
            Advice.to(Used.class)
                .on(
                    namedOneOf(
                            "getConstructors",
                            "getDeclaredConstructors",
                            "getMethods",
                            "getDeclaredMethods",
                            "getFields",
                            "getDeclaredFields")
                        .and(isDeclaredBy(Class.class))
                        .and(takesArguments(0))))
        .visit(Advice.to(Found.class).on(named("newProxyInstance")));
  }

  private static DynamicType.Builder<?> withUses(DynamicType.Builder<?> builder) {
    return builder.visit(
        Advice.to(Used.class)
            .on(
                namedOneOf(
                    "invoke", "newInstance", "setAccessible", "trySetAccessible", "get", "set")));
  }

  private static void add(Object used) {
    if (used instanceof Class<?> || used instanceof Member) {
      Class<?> type = used instanceof Member member ? member.getDeclaringClass() : (Class<?>) used;
      if (type.getName().startsWith(PROJECT) && !type.isHidden()) { // lambdas are
        RECORDED.add(used);
      }
    } else {
      RECORDED.add(used.getClass()); // of a proxy
    }
  }

  /** Classes, constructors, methods and fields. */
  static Set<Object> recorded() {
    return RECORDED;
  }

  /** Records the result of a method. */
  static final class Found {
    private Found() {}

    @Advice.OnMethodExit
    @SuppressWarnings("unchecked")
    static void found(@Advice.Return Object result) {
      Object recorder = System.getProperties().get("reflection.recorder");
      if (recorder instanceof Consumer<?> && result != null) {
        ((Consumer<Object>) recorder).accept(result);
      }
    }
  }

  /** Records the object whose method is called. */
  static final class Used {
    private Used() {}

    @Advice.OnMethodEnter
    @SuppressWarnings("unchecked")
    static void used(@Advice.This Object used) {
      Object recorder = System.getProperties().get("reflection.recorder");
      if (recorder instanceof Consumer<?>) {
        ((Consumer<Object>) recorder).accept(used);
      }
    }
  }
}
