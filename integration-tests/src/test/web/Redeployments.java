package com.example.server;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;

/** Deploys and undeploys a web application, and prints what is left of it. */
public final class Redeployments {
  private static final int TIMES = 5;
  private static final long LIMIT_NANOS = 10_000_000_000L;

  private Redeployments() {}

  /**
   * @param args base directory of Tomcat, directory of the web application
   */
  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(args[0]);
    tomcat.getHost().setAutoDeploy(false);
    tomcat.start();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      loaders.add(deployAndUndeploy(tomcat, args[1]));
    }
    long start = System.nanoTime();
    while (left(loaders) > 0 && System.nanoTime() - start < LIMIT_NANOS) {
      System.gc();
      Thread.sleep(50);
    }
    System.out.println("class loaders left: " + left(loaders));
    System.out.println("threads left: " + threads());
    System.exit(0);
  }

  private static WeakReference<ClassLoader> deployAndUndeploy(Tomcat tomcat, String directory)
      throws Exception {
    StandardContext context = new StandardContext();
    context.setPath("/shop");
    context.setDocBase(directory);
    ContextConfig config = new ContextConfig();
    config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
    context.addLifecycleListener(config);
    tomcat.getHost().addChild(context);
    if (!context.getState().isAvailable()) {
      throw new IllegalStateException("not deployed");
    }
    WeakReference<ClassLoader> loader = new WeakReference<>(context.getLoader().getClassLoader());
    tomcat.getHost().removeChild(context);
    return loader;
  }

  private static long left(List<WeakReference<ClassLoader>> loaders) {
    return loaders.stream().filter(loader -> !loader.refersTo(null)).count();
  }

  private static String threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("failover-syslog"))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
