package com.example.shop;

import brave.Tracing;
import brave.context.log4j2.ThreadContextScopeDecorator;
import brave.context.slf4j.MDCScopeDecorator;
import brave.propagation.CurrentTraceContext.ScopeDecorator;
import brave.propagation.ThreadLocalCurrentTraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.apache.logging.log4j.LogManager;
import org.slf4j.LoggerFactory;

/** Logs "order paid" within a span of a library, whose ids it prints, and "idle" outside of it. */
public final class TracedShop {
  private TracedShop() {}

  public static void main(String[] args) {
    boolean log4j = args[0].equals("LOG4J2");
    if (args[1].equals("opentelemetry")) {
      logInSpanOfOpenTelemetry(log4j);
    } else {
      logInSpanOfMicrometer(log4j);
    }
    log(log4j, "idle");
    LogManager.shutdown();
  }

  private static void logInSpanOfOpenTelemetry(boolean log4j) {
    Span span = SdkTracerProvider.builder().build().get("shop").spanBuilder("order").startSpan();
    try (Scope scope = span.makeCurrent()) {
      log(log4j, "order paid");
    }
    System.out.println(span.getSpanContext().getTraceId());
    System.out.println(span.getSpanContext().getSpanId());
    System.out.println(span.getSpanContext().getTraceFlags().asHex());
  }

  private static void logInSpanOfMicrometer(boolean log4j) {
    ScopeDecorator decorator =
        log4j ? ThreadContextScopeDecorator.get() : MDCScopeDecorator.get();
    ThreadLocalCurrentTraceContext current =
        ThreadLocalCurrentTraceContext.newBuilder().addScopeDecorator(decorator).build();
    Tracing tracing = Tracing.newBuilder().currentTraceContext(current).build();
    Tracer tracer =
        new BraveTracer(
            tracing.tracer(), new BraveCurrentTraceContext(current), new BraveBaggageManager());
    io.micrometer.tracing.Span span = tracer.nextSpan().name("order").start();
    try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
      log(log4j, "order paid");
    }
    System.out.println(span.context().traceId());
    System.out.println(span.context().spanId());
  }

  private static void log(boolean log4j, String text) {
    if (log4j) {
      LogManager.getLogger("shop").info(text);
    } else {
      LoggerFactory.getLogger("shop").info(text);
    }
  }
}
