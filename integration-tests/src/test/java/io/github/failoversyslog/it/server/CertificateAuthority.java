package io.github.failoversyslog.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates that are valid at most for the duration of a test run. */
public final class CertificateAuthority {
  private static final Duration LIFE = Duration.ofHours(12);

  private final X500Name name;
  private final Identity own;
  private long lastSerial = System.nanoTime();
  private Optional<String> revocations = Optional.empty();

  public CertificateAuthority(String commonName) {
    this.name = new X500Name("CN=" + commonName);
    KeyPair keys = newKeys();
    Instant now = Instant.now();
    this.own =
        new Identity(
            sign(keys, keys, name, now.minus(LIFE), now.plus(LIFE), true), keys.getPrivate());
  }

  public X509Certificate certificate() {
    return own.certificate();
  }

  /** The authority's certificate in PEM. */
  public String pem() {
    return own.certificatePem();
  }

  /** Writes {@link #pem} and returns the file. */
  public Path writeTo(Path file) {
    try {
      return Files.writeString(file, pem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Issues a certificate that is valid now.
   *
   * @param names DNS names or IP addresses
   */
  public Identity issue(String... names) {
    Instant now = Instant.now();
    return issue(now.minus(LIFE), now.plus(LIFE), names);
  }

  /** Issues an expired certificate. */
  public Identity issueExpired(String... names) {
    Instant now = Instant.now();
    return issue(now.minus(LIFE), now.minus(Duration.ofMinutes(1)), names);
  }

  private Identity issue(Instant from, Instant to, String... names) {
    KeyPair keys = newKeys();
    X500Name subject = new X500Name("CN=" + names[0]);
    KeyPair issuer = new KeyPair(own.certificate().getPublicKey(), own.key());
    return new Identity(sign(keys, issuer, subject, from, to, false, names), keys.getPrivate());
  }

  /** Further certificates name this URL as the place of the list of revoked ones. */
  public CertificateAuthority withRevocationsAt(String url) {
    revocations = Optional.of(url);
    return this;
  }

  /** The list of revoked certificates (CRL, RFC 5280 section 5), valid now; in DER. */
  public byte[] revocationList(X509Certificate... revoked) {
    try {
      Instant now = Instant.now();
      X509v2CRLBuilder list = new X509v2CRLBuilder(name, Date.from(now.minus(LIFE)));
      list.setNextUpdate(Date.from(now.plus(LIFE)));
      for (X509Certificate certificate : revoked) {
        list.addCRLEntry(
            certificate.getSerialNumber(), Date.from(now.minus(LIFE)), CRLReason.keyCompromise);
      }
      return list.build(new JcaContentSignerBuilder("SHA256withRSA").build(own.key())).getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OperatorException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Identity selfSigned(String name) {
    KeyPair keys = newKeys();
    CertificateAuthority issuer = new CertificateAuthority(name);
    Instant now = Instant.now();
    return new Identity(
        issuer.sign(keys, keys, issuer.name, now.minus(LIFE), now.plus(LIFE), false, name),
        keys.getPrivate());
  }

  private X509Certificate sign(
      KeyPair keys,
      KeyPair issuer,
      X500Name subject,
      Instant from,
      Instant to,
      boolean authority,
      String... names) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(++lastSerial),
              Date.from(from),
              Date.from(to),
              subject,
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (revocations.isPresent() && !authority) {
        builder.addExtension(Extension.cRLDistributionPoints, false, placeOf(revocations.get()));
      }
      if (names.length > 0) {
        GeneralName[] alternatives =
            Arrays.stream(names).map(CertificateAuthority::alternative).toArray(GeneralName[]::new);
        builder.addExtension(
            Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withRSA").build(issuer.getPrivate())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | OperatorException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CRLDistPoint placeOf(String url) {
    GeneralNames place =
        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url));
    return new CRLDistPoint(
        new DistributionPoint[] {
          new DistributionPoint(new DistributionPointName(place), null, null)
        });
  }

  private static GeneralName alternative(String name) {
    boolean address = name.matches("[0-9.]+|.*:.*");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance("RSA"); // GnuTLS cannot read EC keys written by Java
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
