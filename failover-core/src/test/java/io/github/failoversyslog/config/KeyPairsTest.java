package io.github.failoversyslog.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPairsTest {

  private static KeyPair rsa(String algorithm) throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(1024); // quick
    return generator.generateKeyPair();
  }

  private static KeyPair curve(String name) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(name));
    return generator.generateKeyPair();
  }

  private static KeyPair edwards(String name) throws NoSuchAlgorithmException {
    return KeyPairGenerator.getInstance(name).generateKeyPair();
  }

  @Test
  void onlyTheTwoKeysOfAPairBelongTogether() throws Exception {
    List<KeyPair> pairs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      pairs.add(rsa("RSA"));
      pairs.add(rsa("RSASSA-PSS"));
      pairs.add(curve("secp256r1"));
      pairs.add(curve("secp384r1"));
      pairs.add(edwards("Ed25519"));
      pairs.add(edwards("Ed448"));
    }
    for (KeyPair own : pairs) {
      for (KeyPair other : pairs) {
        assertThat(KeyPairs.belong(own.getPrivate(), other.getPublic()))
            .as("%s and %s", own.getPrivate(), other.getPublic())
            .isEqualTo(own.equals(other));
      }
    }
  }
}
