package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Status;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.config.plugins.util.PluginManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ListenerElementTest {
  private static final String EXPECTED =
      "; expected a public class that implements SenderListener and has a public constructor without"
          + " parameters";

  /** A listener that is named by its class. */
  public static final class Named implements SenderListener {
    public Named() {}

    @Override
    public void status(Status status) {}
  }

  /** A listener that cannot be made. */
  public static final class Failing implements SenderListener {
    public Failing() {
      throw new IllegalStateException("made to fail");
    }

    @Override
    public void status(Status status) {}
  }

  /** An element of a user's own. */
  @Plugin(name = "TestListener", category = Node.CATEGORY)
  public static final class OwnElement implements SenderListener {
    @PluginFactory
    public static OwnElement make() {
      return new OwnElement();
    }

    @Override
    public void status(Status status) {}
  }

  @SuppressWarnings("deprecation") // in tests no processor finds elements
  @BeforeAll
  static void findTheElement() {
    PluginManager.addPackage(OwnElement.class.getPackageName());
  }

  private static Configured with(String elements) {
    return Configured.by(
        "<FailoverSyslog name=\"SYSLOG\" host=\"a\">" + elements + "</FailoverSyslog>");
  }

  private static String element(Class<?> type) {
    return "<Listener class=\" " + type.getName() + " \"/>";
  }

  @Test
  void listenersAreMadeByTheirClassOrAreElementsThemselves() {
    Configured configured = with(element(Named.class) + "<TestListener/>");

    assertThat(configured.refusals()).isEmpty();
    assertThat(configured.appender().listeners())
        .hasExactlyElementsOfTypes(Named.class, OwnElement.class);
  }

  @Test
  void withoutTheElementThereAreNone() {
    assertThat(with("").appender().listeners()).isEmpty();
  }

  @Test
  void everyClassThatIsNoListenerIsNamedWithAllOtherFaults() {
    Configured configured =
        with(
            "<Listener/><Listener class=\"no.such.Class\"/>"
                + element(String.class)
                + element(Failing.class)
                + "<AppenderRef ref=\"A\"/><AppenderRef ref=\"B\"/>"
                + "<Listener class=\""
                + Named.class.getName()
                + "\" clazz=\"x\"/>");

    assertThat(configured.appender()).isNull();
    assertThat(configured.refusals())
        .singleElement()
        .asString()
        .contains("class of <Listener> is missing" + EXPECTED)
        .contains("(java.lang.ClassNotFoundException: no.such.Class)" + EXPECTED)
        .contains("class of <Listener> is \" java.lang.String \" (java.lang.ClassCastException")
        .contains("(java.lang.IllegalStateException: made to fail)" + EXPECTED)
        .contains("<AppenderRef> is there more than once; expected it once")
        .contains("attribute clazz of <Listener> is not a setting");
  }
}
