package org.sluicemta.console.jmx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The password of the JMX connector: 128 random bits in a file that only the server's user can read. Who can read the
 * file may operate the server.
 */
public final class ControlSecret {
    private static final String FILE = "control-secret";

    private final String value;

    private ControlSecret(String value) {
        this.value = value;
    }

    /** Reads the secret in the data directory. Throws NoSuchFileException when no server ever ran there. */
    public static ControlSecret read(Path dataDirectory) throws IOException {
        return new ControlSecret(Files.readString(dataDirectory.resolve(FILE)).strip());
    }

    /** A new secret for this start; the file is made readable for its owner only before anything is in it. */
    public static ControlSecret renew(Path dataDirectory) throws IOException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String value = HexFormat.of().formatHex(random);
        Path file = dataDirectory.resolve(FILE);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, value + System.lineSeparator(), StandardOpenOption.WRITE);
        return new ControlSecret(value);
    }

    /** User and secret, as a JMX client passes them. */
    public String[] credentials() {
        return new String[] {JmxConnector.USER, value};
    }

    boolean matches(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }
}
