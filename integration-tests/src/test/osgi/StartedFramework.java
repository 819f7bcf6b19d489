import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Starts an OSGi framework with bundles, and stops it when standard input ends. */
final class StartedFramework {
  private StartedFramework() {}

  /**
   * @param args a folder for the framework, and the bundles
   */
  public static void main(String[] args) throws Exception {
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, args[0]));
    try {
      framework.init();
      start(framework, List.of(args).subList(1, args.length));
      while (System.in.read() >= 0) {}
    } finally {
      framework.stop();
      framework.waitForStop(0);
    }
  }

  private static void start(Framework framework, List<String> files) throws Exception {
    List<Bundle> bundles = new ArrayList<>();
    for (String file : files) {
      bundles.add(framework.getBundleContext().installBundle(Path.of(file).toUri().toString()));
    }
    framework.start();
    for (Bundle bundle : bundles) {
      if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
        bundle.start();
      }
    }
  }
}
