package org.sluicemta.dkim;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;

/** Makes keys where {@link DkimKeyRing} finds them. */
public final class DkimKeyGenerator {
    private static final int RSA_BITS = 2048;

    private final Path directory;

    /** @param directory of the key ring */
    public DkimKeyGenerator(Path directory) {
        this.directory = directory;
    }

    /** Where the key of a domain and selector is kept. */
    public Path file(String domain, String selector) {
        return directory.resolve(domain).resolve(selector + DkimKeyRing.SUFFIX);
    }

    /**
     * Makes a key and its file, which only the owner may read. A running server takes it up and signs with it, if its
     * selector comes last by alphabet; publish {@link DkimKey#dnsRecord()} first.
     *
     * @throws java.nio.file.FileAlreadyExistsException when domain and selector have a key
     * @throws IllegalArgumentException naming a domain or selector that cannot stand in DNS
     */
    public DkimKey generate(String domain, String selector, DkimAlgorithm algorithm) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.keyAlgorithm());
            if (algorithm == DkimAlgorithm.RSA_SHA256) {
                generator.initialize(RSA_BITS);
            }
            DkimKey key = new DkimKey(
                    domain, selector, algorithm, generator.generateKeyPair().getPrivate());
            DkimKeyFile.write(file(domain, selector), key.privateKey());
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime makes no keys for " + algorithm.tag(), e);
        }
    }
}
