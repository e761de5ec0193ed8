package org.sluicemta.console.jmx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.sluicemta.disk.OwnerOnlyFile;

/**
 * The password of the JMX connector: 128 random bits in a file that only the server's user can read. Anyone who can
 * read the file may operate the server.
 */
public final class ControlSecret {
    private static final String FILE = "control-secret";

    private final String value;

    private ControlSecret(String value) {
        this.value = value;
    }

    /** Reads the secret in the data directory. Throws NoSuchFileException if no server has run there yet. */
    public static ControlSecret read(Path dataDirectory) throws IOException {
        return new ControlSecret(Files.readString(dataDirectory.resolve(FILE)).strip());
    }

    /** A new secret for this start. */
    public static ControlSecret renew(Path dataDirectory) throws IOException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String value = HexFormat.of().formatHex(random);
        OwnerOnlyFile.replace(dataDirectory.resolve(FILE), (value + "\n").getBytes(StandardCharsets.US_ASCII));
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
