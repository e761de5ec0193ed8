package org.sluicemta.store.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import org.sluicemta.hash.Sha256;
import org.sluicemta.store.database.Database;
import org.sluicemta.tenant.TenantId;

/**
 * The tokens in the database: {@code sluice_<id>_<secret>}. The secret has 256 random bits, and only its SHA-256 is
 * stored; a secret that can't be guessed needs no slow hash. Thread-safe. A revoked token is refused from the next
 * request on.
 */
public final class ApiTokens {
    private static final Pattern FORM = Pattern.compile("sluice_([0-9a-f]{16})_([0-9a-f]{64})");
    private static final String COLUMNS = "id, name, tenant, created, created_by";
    private static final RowMapper<ApiToken> TOKEN = (row, context) -> new ApiToken(
            row.getString(1),
            row.getString(2),
            tenant(row.getString(3)),
            Instant.ofEpochMilli(row.getLong(4)),
            row.getString(5));

    private final Database database;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public ApiTokens(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A new token.
     *
     * @param text what its holder sends; can't be retrieved later
     */
    public record Fresh(ApiToken token, String text) {
        @Override
        public String toString() {
            return "Fresh[token=" + token + ", text=[REDACTED]]";
        }
    }

    /**
     * @param tenant null for an operator's token
     * @throws IllegalArgumentException when the name is empty or too long
     */
    public Fresh add(String name, @Nullable TenantId tenant, String by) {
        ApiToken token = new ApiToken(hex(8), name, tenant, clock.instant(), by);
        String secret = hex(32);
        database.useHandle(handle -> handle.execute(
                "INSERT INTO api_token (" + COLUMNS + ", hash) VALUES (?, ?, ?, ?, ?, ?)",
                token.id(),
                token.name(),
                tenant == null ? "" : tenant.value(),
                token.created().toEpochMilli(),
                by,
                Sha256.hex(secret)));
        return new Fresh(token, "sluice_" + token.id() + "_" + secret);
    }

    /** Tokens in force, oldest first. */
    public List<ApiToken> all() {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT " + COLUMNS + " FROM api_token WHERE revoked IS NULL ORDER BY created, id")
                .map(TOKEN)
                .list());
    }

    /** Returns false if there is no such token in force. */
    public boolean revoke(String id, String by) {
        return database.withHandle(handle -> handle.execute(
                        "UPDATE api_token SET revoked = ?, revoked_by = ? WHERE id = ? AND revoked IS NULL",
                        clock.millis(),
                        by,
                        id)
                > 0);
    }

    /** The token with this text, or empty. */
    public Optional<ApiToken> verify(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        byte[] given = Sha256.hex(parts.group(2)).getBytes(StandardCharsets.US_ASCII);
        return database.withHandle(handle -> handle.createQuery(
                                "SELECT " + COLUMNS + ", hash FROM api_token WHERE id = ? AND revoked IS NULL")
                        .bind(0, parts.group(1))
                        .map((row, context) ->
                                MessageDigest.isEqual(given, row.getString(6).getBytes(StandardCharsets.US_ASCII))
                                        ? Optional.of(TOKEN.map(row, context))
                                        : Optional.<ApiToken>empty())
                        .findOne())
                .flatMap(token -> token);
    }

    private static @Nullable TenantId tenant(String column) {
        return column.isEmpty() ? null : new TenantId(column);
    }

    private String hex(int octets) {
        byte[] bytes = new byte[octets];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
