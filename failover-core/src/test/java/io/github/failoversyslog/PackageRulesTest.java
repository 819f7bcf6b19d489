package io.github.failoversyslog;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.failoversyslog.check.ServerCheck;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Package dependencies point downward; decisions are functions over plain data; only one package
 * uses sockets; nothing is printed.
 */
@AnalyzeClasses(packagesOf = PackageRulesTest.class, importOptions = DoNotIncludeTests.class)
class PackageRulesTest {
  private static final String ALL = "io.github.failoversyslog..";
  private static final String API = "io.github.failoversyslog";
  private static final String FAILOVER = API + ".failover..";
  private static final String WIRE = API + ".wire..";
  private static final String RING = API + ".ring..";
  private static final String NET = API + ".net..";
  private static final String ENGINE = API + ".engine..";
  private static final String SESSION = API + ".session..";

  /** What decides in the engine, beside what acts. */
  private static final Set<String> DECIDING_IN_ENGINE =
      Set.of(
          "DeadWriters",
          "ReplacementTiming",
          "RoomPolicy",
          "SentPositions",
          "Shutdown",
          "Undelivered");

  private static final DescribedPredicate<JavaClass> DECIDE =
      resideInAnyPackage(FAILOVER, WIRE, SESSION)
          .or(
              DescribedPredicate.describe(
                  "decide in the engine", PackageRulesTest::decidesInTheEngine));

  private static boolean decidesInTheEngine(JavaClass type) {
    return resideInAPackage(ENGINE).test(type) && DECIDING_IN_ENGINE.contains(type.getSimpleName());
  }

  @ArchTest
  static void whatDecidesInTheEngineIsThere(JavaClasses all) {
    assertThat(all.stream().filter(PackageRulesTest::decidesInTheEngine))
        .extracting(JavaClass::getSimpleName)
        .containsExactlyInAnyOrderElementsOf(DECIDING_IN_ENGINE);
  }

  /** From the lowest layer up: a package may use only packages of lower layers. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("status", "text"),
          List.of("config"),
          List.of("failover", "ring", "wire"),
          List.of("session", "report", "net"),
          List.of("engine"),
          List.of("", "check"),
          List.of("appender"));

  private static final Class<?>[] FILES = {
    FileChannel.class, FileLock.class, OverlappingFileLockException.class
  };

  private static final Class<?>[] TLS_WITHOUT_SOCKETS = {
    SSLEngine.class,
    SSLContext.class,
    KeyManagerFactory.class,
    TrustManagerFactory.class,
    TrustManager.class,
    TrustManager[].class
  };

  /** A session throws an {@link IOException} if the server violates the protocol. */
  @ArchTest
  static final ArchRule DECIDING_KNOWS_NO_SOCKET_AND_NO_FILE =
      noClasses()
          .that(DECIDE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.net..",
                      "java.nio.channels..",
                      "java.nio.file..",
                      "javax.net..",
                      "java.io..")
                  .and(not(belongToAnyOf(IOException.class))));

  /** Sequence IDs are counted by all threads, without a lock. */
  @ArchTest
  static final ArchRule DECIDING_KNOWS_NO_THREAD_AND_NO_LOCK =
      noClasses()
          .that(DECIDE)
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.util.concurrent..")
                  .and(not(belongToAnyOf(AtomicInteger.class)))
                  .or(belongToAnyOf(Thread.class, ThreadLocal.class, Random.class)));

  @ArchTest
  static final ArchRule DECIDING_KNOWS_NO_CLOCK =
      noClasses()
          .that(DECIDE)
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat(belongToAnyOf(Clock.class, InstantSource.class));

  @ArchTest
  static final ArchRule A_PACKAGE_KNOWS_LOWER_FLOORS_ONLY =
      classes()
          .that()
          .resideInAPackage(ALL)
          .should(
              new ArchCondition<>("know lower floors only") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (resideInAPackage(ALL).test(target) && !isBelow(target, type)) {
                      events.add(
                          SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                  }
                }
              });

  private static boolean isBelow(JavaClass target, JavaClass user) {
    return target.getPackageName().equals(user.getPackageName()) || floorOf(target) < floorOf(user);
  }

  private static int floorOf(JavaClass type) {
    String room = type.getPackageName().substring(API.length()).replaceFirst("^[.]", "");
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      if (FLOORS.get(floor).contains(room)) {
        return floor;
      }
    }
    throw new AssertionError("the package of " + type.getName() + " is on no floor");
  }

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching(API + ".(*)..").should().beFreeOfCycles();

  /** A trust manager has to have methods that get a socket; nothing here calls them. */
  @ArchTest
  static final ArchRule ONLY_NET_KNOWS_SOCKETS =
      noClasses()
          .that()
          .resideOutsideOfPackage(NET)
          .and()
          .areNotAssignableTo(X509ExtendedTrustManager.class)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.net..", "java.nio.channels..", "javax.net..", "jdk.net..")
                  .and(not(belongToAnyOf(Selector.class, SelectionKey.class)))
                  .and(not(belongToAnyOf(FILES)))
                  .and(not(belongToAnyOf(TLS_WITHOUT_SOCKETS))));

  @ArchTest
  static final ArchRule ONLY_THE_RING_KNOWS_FILES =
      noClasses()
          .that()
          .resideOutsideOfPackage(RING)
          .should()
          .dependOnClassesThat(belongToAnyOf(FILES));

  @ArchTest
  static final ArchRule ONLY_NET_AND_ENGINE_KNOW_THE_SELECTOR =
      classes()
          .that(dependOn(Selector.class).or(dependOn(SelectionKey.class)))
          .should()
          .resideInAnyPackage(NET, ENGINE);

  private static DescribedPredicate<JavaClass> dependOn(Class<?> type) {
    return DescribedPredicate.describe(
        "depend on " + type.getSimpleName(),
        ours ->
            ours.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(type)));
  }

  /** Except by the program that people start to read what it prints. */
  @ArchTest
  static final ArchRule NOTHING_IS_PRINTED =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ServerCheck.class.getName())
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest static final ArchRule NOTHING_IS_LOGGED = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
