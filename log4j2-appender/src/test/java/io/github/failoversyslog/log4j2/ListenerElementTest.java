package io.github.failoversyslog.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.failoversyslog.status.NamedListeners;
import io.github.failoversyslog.status.SenderListener;
import io.github.failoversyslog.status.Status;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.config.plugins.util.PluginManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ListenerElementTest {
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
    Configured configured = with(element(NamedListeners.Good.class) + "<TestListener/>");

    assertThat(configured.refusals()).isEmpty();
    assertThat(configured.appender().listeners())
        .hasExactlyElementsOfTypes(NamedListeners.Good.class, OwnElement.class);
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
                + element(NamedListeners.Failing.class)
                + "<AppenderRef ref=\"A\"/><AppenderRef ref=\"B\"/>"
                + "<Listener class=\""
                + NamedListeners.Good.class.getName()
                + "\" clazz=\"x\"/>");

    assertThat(configured.appender()).isNull();
    assertThat(configured.refusals())
        .singleElement()
        .asString()
        .contains("class of <Listener> is missing" + NamedListeners.EXPECTED)
        .contains("(java.lang.ClassNotFoundException: no.such.Class)" + NamedListeners.EXPECTED)
        .contains("class of <Listener> is \" java.lang.String \" (java.lang.ClassCastException")
        .contains("(java.lang.IllegalStateException: made to fail)" + NamedListeners.EXPECTED)
        .contains("<AppenderRef> is there more than once; expected it once")
        .contains("attribute or element clazz of <Listener> is not a setting");
  }
}
