package io.github.failoversyslog.it.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.security.PrivateKey;
import java.util.Base64;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/** Encrypts private keys. */
public final class EncryptedKeys {
  private EncryptedKeys() {}

  /** PKCS #8, encrypted by PBES2 (RFC 8018) with AES, in PEM. */
  public static String pem(PrivateKey key, String password) throws IOException, OperatorException {
    byte[] der =
        new PKCS8EncryptedPrivateKeyInfoBuilder(PrivateKeyInfo.getInstance(key.getEncoded()))
            .build(
                new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                    .setProvider(new BouncyCastleProvider())
                    .build(password.toCharArray()))
            .getEncoded();
    return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der)
        + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
  }
}
