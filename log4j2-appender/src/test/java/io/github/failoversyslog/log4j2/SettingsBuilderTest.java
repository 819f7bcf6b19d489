package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.config.EverySetting;
import io.github.failoversyslog.config.SenderConfig;
import io.github.failoversyslog.config.Setting;
import io.github.failoversyslog.config.ValueKind;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.net.Facility;
import org.apache.logging.log4j.core.net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The builders have what {@link Setting} has, no less and no more. */
class SettingsBuilderTest {

  static List<Setting> settings() {
    return EverySetting.all().toList();
  }

  @Test
  void everySettingIsAnAttributeAndNothingElseIs() {
    List<String> attributes = attributesOf(SettingsBuilder.class, "");
    attributes.addAll(attributesOf(FailbackElement.Builder.class, "failback."));

    assertThat(attributes).containsExactlyInAnyOrderElementsOf(EverySetting.names());
  }

  private static List<String> attributesOf(Class<?> builder, String prefix) {
    List<String> names = new ArrayList<>();
    for (Class<?> type = builder; isOurs(type); type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(PluginBuilderAttribute.class)) {
          names.add(prefix + field.getName());
        }
      }
    }
    return names;
  }

  private static boolean isOurs(Class<?> type) {
    return type.getPackage().equals(SettingsBuilder.class.getPackage());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everySettingHasASetterOfTextAndOneOfItsOwnType(Setting setting) throws Exception {
    Class<?> builder =
        setting.isOfFailback()
            ? FailbackElement.Builder.class
            : FailoverSyslogAppender.Builder.class;
    assertThat(setter(builder, setting, String.class).getReturnType()).isEqualTo(builder);
    Class<?> type = typeOf(setting.kind());
    assertThat(setter(builder, setting, type).getReturnType()).isEqualTo(builder);
  }

  private static Method setter(Class<?> builder, Setting setting, Class<?> type)
      throws NoSuchMethodException {
    String name = setting.localName();
    return builder.getMethod(
        "set" + Character.toUpperCase(name.charAt(0)) + name.substring(1), type);
  }

  private static Class<?> typeOf(ValueKind kind) {
    if (kind instanceof ValueKind.Numbers) {
      return int.class;
    } else if (kind instanceof ValueKind.Times) {
      return Duration.class;
    } else if (kind instanceof ValueKind.Sizes) {
      return long.class;
    } else if (kind == ValueKind.Plain.FLAG) {
      return boolean.class;
    } else if (kind == ValueKind.Plain.FILE) {
      return Path.class;
    } else if (kind == ValueKind.Plain.LIST) {
      return List.class;
    }
    return String.class;
  }

  @Test
  void typedValuesMeanTheSameAsTheirTexts() {
    FailoverSyslogAppender.Builder builder =
        FailoverSyslogAppender.newBuilder()
            .setHost("a")
            .setPort(1514)
            .setProtocol(Protocol.SSL)
            .setFailoverServers(List.of("b", "c:1601"))
            .setFailback(Duration.ofMillis(1500), 5)
            .setConnectTimeout(Duration.ofMinutes(2))
            .setLivenessProbeInterval(Duration.ZERO)
            .setSendBufferSize(4096)
            .setTlsVerifyHostName(false)
            .setFacility(Facility.LOCAL3)
            .setBom(true)
            .setSpoolFile(Path.of("spool", "shop"))
            .setDiscardBelow(Level.FATAL);

    assertThat(builder.build().config)
        .isEqualTo(
            SenderConfig.of(
                Map.ofEntries(
                    Map.entry("host", "a"),
                    Map.entry("port", "1514"),
                    Map.entry("protocol", "tls"),
                    Map.entry("failoverServers", "b, c:1601"),
                    Map.entry("failback.tcpProbeInterval", "1500 ms"),
                    Map.entry("failback.successfulProbesRequired", "5"),
                    Map.entry("connectTimeout", "2 min"),
                    Map.entry("livenessProbeInterval", "0"),
                    Map.entry("sendBufferSize", "4 KB"),
                    Map.entry("tlsVerifyHostName", "false"),
                    Map.entry("facility", "local3"),
                    Map.entry("bom", "true"),
                    Map.entry("spoolFile", Path.of("spool", "shop").toString()),
                    Map.entry("discardBelow", "FATAL"))));
  }

  @ParameterizedTest
  @MethodSource("facilities")
  void everyFacilityOfLog4jIsOne(Facility facility) {
    FailoverSyslogAppender.Builder builder = FailoverSyslogAppender.newBuilder().setHost("a");

    assertThat(builder.setFacility(facility).build().config.message().header().facility().ordinal())
        .isEqualTo(facility.getCode());
  }

  static Facility[] facilities() {
    return Facility.values();
  }
}
