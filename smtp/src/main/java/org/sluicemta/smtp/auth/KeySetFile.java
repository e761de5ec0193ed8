package org.sluicemta.smtp.auth;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.config.FileStamp;

/** A JWK Set in a file, reloaded when the file changes. If the changed file can't be read, no token is accepted. */
public final class KeySetFile implements JWKSource<SecurityContext> {
    private final Path file;
    private @Nullable Read read;

    private record Read(FileStamp stamp, JWKSet keys) {}

    KeySetFile(Path file) {
        this.file = file;
    }

    /** @throws IOException when it isn't a readable JWK Set */
    public static void check(Path file) throws IOException {
        try {
            var unused = JWKSet.parse(Files.readString(file));
        } catch (ParseException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        return selector.select(keys());
    }

    private synchronized JWKSet keys() throws KeySourceException {
        try {
            FileStamp now = FileStamp.of(file);
            Read before = read;
            if (before != null && before.stamp().equals(now)) {
                return before.keys();
            }
            JWKSet keys = JWKSet.parse(Files.readString(file));
            read = new Read(now, keys);
            return keys;
        } catch (IOException | ParseException e) {
            throw new KeySourceException("key set " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
