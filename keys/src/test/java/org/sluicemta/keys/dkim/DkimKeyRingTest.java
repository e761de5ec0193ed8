package org.sluicemta.keys.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.config.ConfigurationException;

class DkimKeyRingTest {
    @TempDir
    Path directory;

    @Test
    void isEmptyWithoutADirectory() throws Exception {
        assertThat(DkimKeyRing.open(directory.resolve("none")).all()).isEmpty();
    }

    @Test
    void findsTheKeyOfTheDomainOrTheNearestAbove() throws Exception {
        DkimKeyGenerator generator = new DkimKeyGenerator(directory);
        DkimKey parent = generator.generate("example.org", "s1", DkimAlgorithm.ED25519_SHA256);
        DkimKey child = generator.generate("news.example.org", "s1", DkimAlgorithm.ED25519_SHA256);
        DkimKeyRing ring = DkimKeyRing.open(directory);

        assertThat(ring.find("example.org")).containsExactly(parent);
        assertThat(ring.find("a.NEWS.example.org")).containsExactly(child);
        assertThat(ring.find("shop.example.org")).containsExactly(parent);
        assertThat(ring.find("badexample.org")).isEmpty();
        assertThat(ring.find("org")).isEmpty();
    }

    @Test
    void signsWithTheLastSelectorOfEachAlgorithm() throws Exception {
        DkimKeyGenerator generator = new DkimKeyGenerator(directory);
        generator.generate("example.org", "e20250101", DkimAlgorithm.ED25519_SHA256);
        DkimKey ed25519 = generator.generate("example.org", "e20260101", DkimAlgorithm.ED25519_SHA256);
        DkimKey rsa = generator.generate("example.org", "s20260101", DkimAlgorithm.RSA_SHA256);
        Files.copy(generator.file("example.org", "s20260101"), directory.resolve("example.org/s20270101.pem.next"));

        assertThat(DkimKeyRing.open(directory).find("example.org")).containsExactly(rsa, ed25519);
    }

    /** Its record is not published yet, and what it signed would fail. */
    @Test
    void signsWithAPreparedKeyOnlyWhenItIsActivated() throws Exception {
        DkimKeyGenerator generator = new DkimKeyGenerator(directory);
        DkimKey old = generator.generate("example.org", "s2026", DkimAlgorithm.ED25519_SHA256);
        DkimKeyRing ring = DkimKeyRing.open(directory);

        DkimKey next = generator.prepare("example.org", "s2027", DkimAlgorithm.ED25519_SHA256);

        ring.reloadIfChanged();
        assertThat(ring.find("example.org")).containsExactly(old);
        assertThat(Files.getPosixFilePermissions(generator.preparedFile("example.org", "s2027")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> generator.prepare("example.org", "s2027", DkimAlgorithm.ED25519_SHA256))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> generator.prepare("example.org", "s2026", DkimAlgorithm.ED25519_SHA256))
                .isInstanceOf(FileAlreadyExistsException.class);
        generator.activate("example.org", "s2027");
        ring.reloadIfChanged();
        assertThat(ring.find("example.org")).containsExactly(next);
        assertThatThrownBy(() -> generator.activate("example.org", "s2028")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> generator.activate("example.org", "s2027"))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void reloadsWhenAFileChanges() throws Exception {
        DkimKeyRing ring = DkimKeyRing.open(directory);
        assertThat(ring.reloadIfChanged()).isFalse();

        new DkimKeyGenerator(directory).generate("example.org", "s1", DkimAlgorithm.ED25519_SHA256);

        assertThat(ring.reloadIfChanged()).isTrue();
        assertThat(ring.find("example.org")).hasSize(1);
        assertThat(ring.reloadIfChanged()).isFalse();
    }

    @Test
    void keepsItsKeysWhenAFileGoesBad() throws Exception {
        DkimKeyGenerator generator = new DkimKeyGenerator(directory);
        DkimKey key = generator.generate("example.org", "s1", DkimAlgorithm.ED25519_SHA256);
        DkimKeyRing ring = DkimKeyRing.open(directory);
        Files.writeString(generator.file("example.org", "s1"), "gone bad");

        assertThatThrownBy(ring::reloadIfChanged).isInstanceOf(ConfigurationException.class);
        assertThat(ring.find("example.org")).containsExactly(key);
    }

    @Test
    void namesEverythingWrongAtOnce() throws Exception {
        writeOwnerOnly("example.org/s1.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        writeOwnerOnly("example.org/s2.pem", "nothing");
        writeOwnerOnly("loose.pem", "nothing");
        KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
        small.initialize(512);
        DkimKeyFile.write(
                directory.resolve("example.net/small.pem"),
                small.generateKeyPair().getPrivate());
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        DkimKeyFile.write(
                directory.resolve("example.net/curve.pem"),
                curve.generateKeyPair().getPrivate());
        new DkimKeyGenerator(directory).generate("example.com", "open", DkimAlgorithm.ED25519_SHA256);
        Files.setPosixFilePermissions(
                directory.resolve("example.com/open.pem"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> DkimKeyRing.open(directory))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems()).hasSize(6))
                .hasMessageContainingAll(
                        "chmod 600",
                        "512 bits",
                        "a kind that DKIM does not know",
                        "outside a folder of its domain",
                        "holds no private key in PEM");
    }

    @Test
    void readsTheOlderRsaForm() throws Exception {
        DkimKey key = new DkimKeyGenerator(directory).generate("example.org", "s1", DkimAlgorithm.RSA_SHA256);
        var info = org.bouncycastle.asn1.pkcs.PrivateKeyInfo.getInstance(
                key.privateKey().getEncoded());
        var text = new java.io.StringWriter();
        try (var pem = new org.bouncycastle.util.io.pem.PemWriter(text)) {
            pem.writeObject(new org.bouncycastle.util.io.pem.PemObject(
                    "RSA PRIVATE KEY", info.parsePrivateKey().toASN1Primitive().getEncoded()));
        }
        writeOwnerOnly("example.net/mail.pem", text.toString());

        DkimKey read = DkimKeyRing.open(directory).find("example.net").get(0);

        assertThat(read.privateKey()).isEqualTo(key.privateKey());
    }

    @Test
    void writesKeysForTheirOwnerOnlyAndNeverOverOne() throws Exception {
        DkimKeyGenerator generator = new DkimKeyGenerator(directory);
        DkimKey key = generator.generate("example.org", "s1", DkimAlgorithm.RSA_SHA256);

        assertThat(Files.getPosixFilePermissions(generator.file("example.org", "s1")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> generator.generate("example.org", "s1", DkimAlgorithm.RSA_SHA256))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> generator.generate("../etc", "s1", DkimAlgorithm.RSA_SHA256))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(key.toString()).contains("[REDACTED]").doesNotContain("PrivateKey");
    }

    @Test
    void publishesInStringsThatFitIntoDns() throws Exception {
        DkimDnsRecord record = new DkimKeyGenerator(directory)
                .generate("example.org", "s1", DkimAlgorithm.RSA_SHA256)
                .dnsRecord();

        assertThat(record.name()).isEqualTo("s1._domainkey.example.org");
        assertThat(record.value()).startsWith("v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A");
        assertThat(record.strings())
                .hasSize(2)
                .allSatisfy(string -> assertThat(string).hasSizeLessThanOrEqualTo(255));
        assertThat(String.join("", record.strings())).isEqualTo(record.value());
        assertThat(record.zoneLine())
                .startsWith("s1._domainkey.example.org. IN TXT ( \"v=DKIM1;")
                .endsWith("\" )");
    }

    private void writeOwnerOnly(String name, String text) throws Exception {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
