package org.sluicemta.store.suppression;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;
import org.sluicemta.disk.OwnerOnlyFile;
import org.sluicemta.hash.Sha256;

/**
 * The key for hashing addresses if the list may not contain them in plain text: HMAC-SHA-256, truncated to 128 bits. A
 * hash is written {@code hash:<key id>:<32 hexadecimal digits>}. The id identifies hashes of another key, which can
 * never match.
 */
public final class TargetKey {
    private static final Pattern FORM = Pattern.compile("hash:([0-9a-f]{8}):[0-9a-f]{32}");
    private static final String START = "hash:";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int OCTETS = 32;
    private static final int KEPT = 16;
    private static final int ID_OCTETS = 4;

    private final SecretKeySpec secret;
    private final String id;

    private TargetKey(byte[] octets) {
        this.secret = new SecretKeySpec(octets, ALGORITHM);
        this.id = HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(octets), ID_OCTETS));
    }

    /**
     * Reads the file. If it's missing, it is created, readable only by its owner.
     *
     * @throws ConfigurationException when others may read it or it holds no key
     */
    public static TargetKey open(Path file) throws IOException, ConfigurationException {
        createIfMissing(file);
        Optional<Problem> exposure = OwnerOnlyFile.exposure(file, "the key of hashed addresses");
        if (exposure.isPresent()) {
            throw new ConfigurationException(List.of(exposure.get()));
        }
        try {
            byte[] octets = Base64.getDecoder().decode(Files.readString(file).strip());
            if (octets.length == OCTETS) {
                return new TargetKey(octets);
            }
        } catch (IllegalArgumentException notBase64) {
            throw notAKey(file, notBase64);
        }
        throw notAKey(file, null);
    }

    private static ConfigurationException notAKey(Path file, @Nullable IllegalArgumentException cause) {
        ConfigurationException problem = problem(
                file,
                "must hold 32 octets in base64, got [REDACTED]",
                "Restore it from a backup: entries hashed with it match nothing without it");
        if (cause != null) {
            problem.addSuppressed(cause);
        }
        return problem;
    }

    private static ConfigurationException problem(Path file, String what, String hint) {
        return new ConfigurationException(List.of(new Problem(file.toString(), what, hint)));
    }

    private static void createIfMissing(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        byte[] octets = new byte[OCTETS];
        new SecureRandom().nextBytes(octets);
        String text = Base64.getEncoder().encodeToString(octets) + "\n";
        try {
            OwnerOnlyFile.create(file, text.getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException e) {
            // Another process was faster, so its key counts.
            return;
        }
    }

    /** Whether a text has the format of a hash. */
    static boolean isHash(String text) {
        return text.startsWith(START);
    }

    /** The id of the key that a hash was made with; empty if the text isn't a hash. */
    static Optional<String> idOf(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }

    /** Eight hexadecimal digits, derived from the key. */
    public String id() {
        return id;
    }

    /** The hash of a normalised address. */
    String hash(String address) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] full = mac.doFinal(address.getBytes(StandardCharsets.UTF_8));
            return START + id + ":" + HexFormat.of().formatHex(full, 0, KEPT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks " + ALGORITHM + ", which every one must have", e);
        }
    }
}
