package org.sluicemta.keys.dkim;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    /** The file of the active key of a domain and selector. */
    public Path file(String domain, String selector) {
        return directory.resolve(domain).resolve(selector + DkimKeyRing.SUFFIX);
    }

    /** Its file until it is activated. */
    public Path preparedFile(String domain, String selector) {
        return directory.resolve(domain).resolve(selector + DkimKeyRing.PREPARED);
    }

    /**
     * Creates a key and its file, readable only by the owner. No server signs with it yet: publish {@link
     * DkimKey#dnsRecord()}, and then {@link #activate} it.
     *
     * @throws FileAlreadyExistsException when domain and selector have a key, prepared or active
     * @throws IllegalArgumentException naming a domain or selector that cannot be in DNS
     */
    public DkimKey prepare(String domain, String selector, DkimAlgorithm algorithm) throws IOException {
        DkimKey key = make(domain, selector, algorithm);
        refuseExisting(file(domain, selector));
        DkimKeyFile.write(preparedFile(domain, selector), key.privateKey());
        return key;
    }

    /**
     * Activates a prepared key. A running server finds it within half a minute, and signs with it if its selector comes
     * last in the alphabet.
     *
     * @throws NoSuchFileException when no such key is prepared
     * @throws FileAlreadyExistsException when domain and selector have an active key
     */
    public void activate(String domain, String selector) throws IOException {
        DkimKey.checkName("domain", domain);
        DkimKey.checkName("selector", selector);
        refuseExisting(file(domain, selector));
        Files.move(preparedFile(domain, selector), file(domain, selector), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Creates a key that signs at once, for servers whose receivers already know it.
     *
     * @throws FileAlreadyExistsException when domain and selector have a key, prepared or active
     * @throws IllegalArgumentException naming a domain or selector that cannot be in DNS
     */
    public DkimKey generate(String domain, String selector, DkimAlgorithm algorithm) throws IOException {
        DkimKey key = prepare(domain, selector, algorithm);
        activate(domain, selector);
        return key;
    }

    private static void refuseExisting(Path file) throws FileAlreadyExistsException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    private static DkimKey make(String domain, String selector, DkimAlgorithm algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.keyAlgorithm());
            if (algorithm == DkimAlgorithm.RSA_SHA256) {
                generator.initialize(RSA_BITS);
            }
            return new DkimKey(
                    domain, selector, algorithm, generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime makes no keys for " + algorithm.tag(), e);
        }
    }
}
