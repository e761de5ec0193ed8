package org.sluicemta.keys.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFilesTest {
    @TempDir
    Path directory;

    @Test
    void readsRsaKeysOfBothForms() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        assertThat(older(keys)).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        assertThat(PemFiles.privateKey(file(older(keys)))).isEqualTo(keys.getPrivate());
        assertThat(PemFiles.privateKey(file(newer(keys)))).isEqualTo(keys.getPrivate());
    }

    @Test
    void readsEcKeysOfBothForms() throws Exception {
        for (String curve : new String[] {"secp256r1", "secp384r1"}) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            KeyPair keys = generator.generateKeyPair();
            PrivateKey read = PemFiles.privateKey(file(sec1(keys)));
            assertThat(((java.security.interfaces.ECPrivateKey) read).getS())
                    .isEqualTo(((java.security.interfaces.ECPrivateKey) keys.getPrivate()).getS());
            assertThat(((java.security.interfaces.ECPrivateKey) read)
                            .getParams()
                            .getCurve())
                    .isEqualTo(((java.security.interfaces.ECPrivateKey) keys.getPrivate())
                            .getParams()
                            .getCurve());
        }
    }

    @Test
    void saysSoWhenAnEcKeyDoesNotNameItsCurve() throws Exception {
        Path key = file(older(KeyPairGenerator.getInstance("EC").generateKeyPair()));
        assertThatThrownBy(() -> PemFiles.privateKey(key)).hasMessageContaining("does not name its curve");
    }

    @Test
    void skipsTheCurveThatOpensslWritesBeforeAKey() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        String text = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + newer(keys);
        assertThat(PemFiles.privateKey(file(text)).getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void readsEd25519Keys() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertThat(PemFiles.privateKey(file(newer(keys))).getAlgorithm()).isEqualTo("EdDSA");
    }

    @Test
    void saysWhatToDoWithAKeyItCannotRead() throws Exception {
        Path encrypted = file("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertThatThrownBy(() -> PemFiles.privateKey(encrypted))
                .hasMessageContaining(encrypted.toString())
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
        assertThatThrownBy(() -> PemFiles.privateKey(file("nothing"))).hasMessageContaining("holds no PEM private key");
        assertThatThrownBy(() -> PemFiles.certificates(file("nothing")))
                .hasMessageContaining("holds no PEM certificate");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("key.pem"), text);
    }

    private static String older(KeyPair keys) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(keys.getPrivate());
        }
        return text.toString();
    }

    /** RFC 5915 section 3, as openssl writes it. */
    private static String sec1(KeyPair keys) throws IOException {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded());
        ECPrivateKey bare = ECPrivateKey.getInstance(info.parsePrivateKey());
        int bits = bare.getKey().bitLength() + 7 & ~7;
        byte[] der = new ECPrivateKey(
                        bits, bare.getKey(), info.getPrivateKeyAlgorithm().getParameters())
                .getEncoded();
        return "-----BEGIN EC PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END EC PRIVATE KEY-----\n";
    }

    private static String newer(KeyPair keys) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
