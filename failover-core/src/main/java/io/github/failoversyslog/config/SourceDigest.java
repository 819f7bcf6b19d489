package io.github.failoversyslog.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest of files: two are equal if the contents are. A file that cannot be read counts too. */
public final class SourceDigest {

  /** Opens something for reading. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  private static final byte[] UNREADABLE = new byte[32];

  private final MessageDigest all = sha256();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Java has it
    }
  }

  public SourceDigest add(Source source) {
    MessageDigest part = sha256();
    byte[] buffer = new byte[8192];
    try (InputStream in = source.open()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        part.update(buffer, 0, read);
      }
      all.update(part.digest());
    } catch (IOException e) {
      all.update(UNREADABLE); // who needs it reports that
    }
    return this;
  }

  public SourceDigest add(Path file) {
    return add(() -> Files.newInputStream(file));
  }

  /** The file with what the Java run-time environment trusts. */
  public SourceDigest addTrustStoreOfTheJvm() {
    String own = System.getProperty("javax.net.ssl.trustStore");
    if (own != null) {
      add(Path.of(own)); // if it cannot be read, JSSE takes cacerts
    }
    Path folder = Path.of(System.getProperty("java.home"), "lib", "security");
    return add(folder.resolve("jssecacerts")).add(folder.resolve("cacerts"));
  }

  /** In hexadecimal; the digest begins anew. */
  public String text() {
    return HexFormat.of().formatHex(all.digest());
  }
}
