package io.github.failoversyslog.reflection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.failoversyslog.reflection.Access.Kind;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the files {@code reflect-config.json} of JARs say. */
final class ReachabilityMetadata {
  private static final String FOLDER = "META-INF/native-image/";
  private static final String FILE = "/reflect-config.json";
  private static final String METHODS = "methods";

  private final List<JsonNode> entries;

  private ReachabilityMetadata(List<JsonNode> entries) {
    this.entries = List.copyOf(entries);
  }

  static ReachabilityMetadata of(List<Path> jars) throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        for (JarEntry entry : file.stream().filter(ReachabilityMetadata::isMetadata).toList()) {
          String json = new String(file.getInputStream(entry).readAllBytes(), UTF_8);
          JsonMapper.shared().readTree(json).forEach(entries::add);
        }
      }
    }
    return new ReachabilityMetadata(entries);
  }

  private static boolean isMetadata(JarEntry entry) {
    return entry.getName().startsWith(FOLDER) && entry.getName().endsWith(FILE);
  }

  /** Whether a native image has what is reached. */
  boolean has(Access access) {
    return switch (access.kind()) {
      case CLASS -> of(access.type()).findAny().isPresent();
      case FIELD ->
          names(access)
              || says(access, "allDeclaredFields")
              || (isPublic(access) && says(access, "allPublicFields"));
      case CONSTRUCTOR ->
          names(access)
              || says(access, "allDeclaredConstructors")
              || (isPublic(access) && says(access, "allPublicConstructors"));
      case METHOD ->
          names(access)
              || says(access, "allDeclaredMethods")
              || (isPublic(access) && isInheritedByOneWithAllPublicMethods(access));
      case PROXY -> false;
    };
  }

  private Stream<JsonNode> of(String type) {
    return entries.stream().filter(entry -> typeOf(entry).equals(type));
  }

  private static String typeOf(JsonNode entry) {
    return entry.get("name").asString();
  }

  private boolean names(Access access) {
    return of(access.type()).flatMap(ReachabilityMetadata::members).anyMatch(access::equals);
  }

  private boolean says(Access access, String flag) {
    return of(access.type()).anyMatch(entry -> entry.path(flag).asBoolean(false));
  }

  private boolean isInheritedByOneWithAllPublicMethods(Access access) {
    return entries.stream()
        .filter(entry -> entry.path("allPublicMethods").asBoolean(false))
        .anyMatch(entry -> load(access.type()).isAssignableFrom(load(typeOf(entry))));
  }

  private static boolean isPublic(Access access) {
    try {
      return Modifier.isPublic(modifiers(access));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int modifiers(Access access) throws ReflectiveOperationException {
    Class<?> type = load(access.type());
    Class<?>[] parameters =
        access.parameters().stream().map(ReachabilityMetadata::load).toArray(Class<?>[]::new);
    return switch (access.kind()) {
      case CLASS, PROXY -> type.getModifiers();
      case FIELD -> type.getDeclaredField(access.member()).getModifiers();
      case CONSTRUCTOR -> type.getDeclaredConstructor(parameters).getModifiers();
      case METHOD -> type.getDeclaredMethod(access.member(), parameters).getModifiers();
    };
  }

  private static Class<?> load(String name) {
    try {
      return MethodType.fromMethodDescriptorString(
              "()" + descriptor(name), ReachabilityMetadata.class.getClassLoader())
          .returnType();
    } catch (TypeNotPresentException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Of a type with this {@link Class#getName}. */
  private static String descriptor(String name) {
    String array = name.replace('.', '/');
    return switch (name) {
      case "boolean" -> "Z";
      case "int" -> "I";
      case "long" -> "J";
      default -> name.startsWith("[") ? array : "L" + array + ";";
    };
  }

  /** What is named and does not exist. */
  List<Access> missing() {
    return entries.stream()
        .flatMap(ReachabilityMetadata::all)
        .filter(access -> !exists(access))
        .toList();
  }

  private static boolean exists(Access access) {
    try {
      return modifiers(access) >= 0;
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Stream<Access> all(JsonNode entry) {
    Access type = new Access(Kind.CLASS, typeOf(entry), "", List.of());
    return Stream.concat(Stream.of(type), members(entry));
  }

  private static Stream<Access> members(JsonNode entry) {
    List<Access> members = new ArrayList<>();
    for (JsonNode field : entry.path("fields")) {
      members.add(new Access(Kind.FIELD, typeOf(entry), typeOf(field), List.of()));
    }
    for (JsonNode method : entry.path(METHODS)) {
      List<String> parameters = new ArrayList<>();
      method.path("parameterTypes").forEach(type -> parameters.add(type.asString()));
      boolean isConstructor = typeOf(method).equals("<init>");
      members.add(
          new Access(
              isConstructor ? Kind.CONSTRUCTOR : Kind.METHOD,
              typeOf(entry),
              isConstructor ? "" : typeOf(method),
              List.copyOf(parameters)));
    }
    return members.stream();
  }
}
