package io.github.failoversyslog.it.application;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** An executable JAR in Spring Boot's layout: libraries as stored JARs, and Boot's loader. */
public final class FatJar {
  private static final String CLASSES = "BOOT-INF/classes/";
  private static final String LIBRARIES = "BOOT-INF/lib/";

  private FatJar() {}

  /**
   * @param classes folder
   * @param libraries JARs or folders with classes, which become JARs; one is Boot's loader
   */
  public static Path write(Path file, String main, Path classes, List<Path> libraries)
      throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
    manifest.getMainAttributes().putValue("Start-Class", main);
    manifest.getMainAttributes().putValue("Spring-Boot-Classes", CLASSES);
    manifest.getMainAttributes().putValue("Spring-Boot-Lib", LIBRARIES);
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      jar.putNextEntry(new JarEntry(CLASSES)); // Boot's loader looks for it
      jar.closeEntry();
      addFiles(jar, CLASSES, classes);
      for (int i = 0; i < libraries.size(); i++) {
        Path library = libraries.get(i);
        if (library.getFileName().toString().startsWith("spring-boot-loader")) {
          addContent(jar, library);
        } else {
          byte[] bytes = Files.isDirectory(library) ? jarOf(library) : Files.readAllBytes(library);
          String name = i + "-" + library.getFileName() + ".jar";
          addStored(jar, LIBRARIES + name, bytes);
        }
      }
    }
    return file;
  }

  private static void addFiles(JarOutputStream jar, String prefix, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new JarEntry(prefix + folder.relativize(file)));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
  }

  /**
   * @param classes a JAR, or a folder
   * @param file written if it is a folder
   * @return the JAR
   */
  public static Path asJar(Path classes, Path file) throws IOException {
    return Files.isDirectory(classes) ? Files.write(file, jarOf(classes)) : classes;
  }

  private static byte[] jarOf(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      addFiles(jar, "", folder);
    }
    return bytes.toByteArray();
  }

  private static void addContent(JarOutputStream jar, Path library) throws IOException {
    try (InputStream file = Files.newInputStream(library);
        JarInputStream in = new JarInputStream(file)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory() && entry.getName().endsWith(".class")) {
          jar.putNextEntry(new JarEntry(entry.getName()));
          in.transferTo(jar);
          jar.closeEntry();
        }
      }
    }
  }

  private static void addStored(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    JarEntry entry = new JarEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    jar.putNextEntry(entry);
    jar.write(bytes);
    jar.closeEntry();
  }
}
