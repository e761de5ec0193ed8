package org.sluicemta.keys.returnpath;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;
import org.sluicemta.disk.OwnerOnlyFile;

/**
 * The file of token keys: a line a key, oldest first, {@code <id> <yyyy-mm-dd> <32 octets in base64>}, and lines that
 * start with a hash sign. Readable by its owner only. It is never written in place, so a crash leaves either the old
 * file or the new one.
 */
final class TokenKeyFile {
    private static final String HINT = "Restore the file from a backup, or remove the line: return paths signed with"
            + " its key are then refused";

    private TokenKeyFile() {}

    /** Creates the file unless another process just did. */
    static void create(Path file, List<TokenKey> keys) throws IOException {
        try {
            OwnerOnlyFile.create(file, print(keys).getBytes(US_ASCII));
        } catch (FileAlreadyExistsException e) {
            // Two nodes that start at the same time use one file.
            return;
        }
    }

    static void replace(Path file, List<TokenKey> keys) throws IOException {
        OwnerOnlyFile.replace(file, print(keys).getBytes(US_ASCII));
    }

    /** The keys, oldest first, at least one. */
    static List<TokenKey> read(Path file) throws IOException, ConfigurationException {
        List<Problem> problems = new ArrayList<>();
        OwnerOnlyFile.exposure(file, "the token keys").ifPresent(problems::add);
        List<TokenKey> keys = parse(file, Files.readAllLines(file, US_ASCII), problems);
        if (keys.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(
                    file.toString(), "holds no key", "Restore it from a backup, or remove it: a new one is made"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return keys;
    }

    private static List<TokenKey> parse(Path file, List<String> lines, List<Problem> problems) {
        List<TokenKey> keys = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String where = file + ":" + (i + 1);
            try {
                TokenKey key = parse(line);
                keys.add(key);
                if (!ids.add(key.id())) {
                    problems.add(new Problem(where, "key id " + key.id() + " stands there twice", HINT));
                }
            } catch (IllegalArgumentException | DateTimeParseException e) {
                // The value is secret, so it isn't shown.
                problems.add(new Problem(where, "not a line of id, day and 32 octets in base64 [REDACTED]", HINT));
            }
        }
        return List.copyOf(keys);
    }

    private static TokenKey parse(String line) {
        String[] words = line.split("\\s+", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("not three words");
        }
        return new TokenKey(
                Integer.parseInt(words[0]),
                LocalDate.parse(words[1]),
                Base64.getDecoder().decode(words[2]));
    }

    private static String print(List<TokenKey> keys) {
        StringBuilder out = new StringBuilder(
                "# Keys of return-path tokens: id, day made, secret. Each signs from the day after it was made until the next one does.\n");
        for (TokenKey key : keys) {
            out.append(key.id()).append(' ').append(key.created()).append(' ');
            out.append(Base64.getEncoder().encodeToString(key.secret())).append('\n');
        }
        return out.toString();
    }
}
