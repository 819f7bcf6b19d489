package io.github.failoversyslog.config;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;

/** Tells whether two keys are a pair. */
final class KeyPairs {
  private static final byte[] ANY_TEXT = {1, 2, 3};

  private KeyPairs() {}

  static boolean belong(PrivateKey own, PublicKey certified) {
    if (own instanceof RSAKey ownRsa && certified instanceof RSAKey certifiedRsa) {
      return ownRsa.getModulus().equals(certifiedRsa.getModulus());
    }
    if (!own.getAlgorithm().equals(certified.getAlgorithm())) {
      return false;
    }
    try {
      return verifies(own, certified);
    } catch (GeneralSecurityException e) {
      return false; // keys of different curves
    }
  }

  private static boolean verifies(PrivateKey own, PublicKey certified)
      throws GeneralSecurityException {
    String algorithm = own.getAlgorithm().equals("EC") ? "SHA256withECDSA" : own.getAlgorithm();
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(own);
    signature.update(ANY_TEXT);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update(ANY_TEXT);
    return signature.verify(signed);
  }
}
