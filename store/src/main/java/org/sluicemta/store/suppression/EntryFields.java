package org.sluicemta.store.suppression;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

/** Makes an entry from the fields of a line, a JSON object or a command, with the same rules for all. */
public final class EntryFields {
    static final String TARGET = "target";

    /** Fields of a file, in the order in which an export writes them. */
    public static final List<String> ALL =
            List.of(TARGET, "tenant", "stream", "reason", "source", "evidence", "by", "created", "expires");

    /** Fields of a client, which doesn't say where an entry comes from. */
    public static final List<String> OF_CLIENT = List.of(TARGET, "tenant", "stream", "reason", "evidence", "expires");

    private static final int LONGEST_EVIDENCE = 1_000;

    private final ImportSettings settings;
    private final Scopes scopes;
    private final Instant now;

    /** Finds the scope for a tenant and a stream. */
    @FunctionalInterface
    public interface Scopes {
        /** @throws IllegalArgumentException if they mean none, or one that the caller may not write */
        SuppressionScope of(@Nullable String tenant, @Nullable String stream);
    }

    /** @param now the creation time of entries that don't give one */
    public EntryFields(ImportSettings settings, Scopes scopes, Instant now) {
        this.settings = settings;
        this.scopes = scopes;
        this.now = now;
    }

    /** @throws IllegalArgumentException that says what is wrong with which field */
    public Suppression entry(Map<String, String> fields) {
        List<String> known = settings.keepOrigin() ? ALL : settings.known();
        for (String name : fields.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no \"" + name + "\"; there are " + String.join(", ", known));
            }
        }
        String target = given(fields, TARGET);
        if (target == null) {
            throw new IllegalArgumentException("target is missing: an address or a domain");
        }
        String reason = given(fields, "reason");
        return new Suppression(
                SuppressionTargets.requireTarget(target),
                scope(fields),
                reason == null ? settings.reason() : SuppressionReason.parse(reason),
                origin(fields, "source", settings.source()),
                evidence(given(fields, "evidence")),
                origin(fields, "by", settings.by()),
                created(fields),
                expires(given(fields, "expires")));
    }

    /** The import, if entries keep the origin they have in the file. */
    @Nullable
    Restoring restoring() {
        return settings.keepOrigin() ? new Restoring(settings.source(), settings.by()) : null;
    }

    /** In an export, an entry without a tenant is global. */
    private SuppressionScope scope(Map<String, String> fields) {
        String tenant = given(fields, "tenant");
        String stream = given(fields, "stream");
        boolean exported = settings.keepOrigin() && fields.containsKey("tenant");
        return tenant == null && stream == null && !exported ? settings.scope() : scopes.of(tenant, stream);
    }

    private String origin(Map<String, String> fields, String name, String otherwise) {
        String kept = settings.keepOrigin() ? given(fields, name) : null;
        return kept == null ? otherwise : kept;
    }

    private Instant created(Map<String, String> fields) {
        String kept = settings.keepOrigin() ? given(fields, "created") : null;
        return kept == null ? now : time("created", kept);
    }

    private static @Nullable String evidence(@Nullable String text) {
        if (text != null && text.length() > LONGEST_EVIDENCE) {
            throw new IllegalArgumentException(
                    "evidence must have at most " + LONGEST_EVIDENCE + " characters, got " + text.length());
        }
        return text;
    }

    /** An export may contain entries that have expired since. */
    private @Nullable Instant expires(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Instant end = time("expires", text);
        if (!settings.keepOrigin() && !end.isAfter(now)) {
            throw new IllegalArgumentException("expires must lie in the future, got \"" + text + "\"");
        }
        return end;
    }

    /** The table stores milliseconds. A year out of their range is refused here, with its line. */
    private static Instant time(String name, String text) {
        try {
            return Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    name + " must be a time such as 2027-01-31T00:00:00Z, got \"" + text + "\"", e);
        }
    }

    private static @Nullable String given(Map<String, String> fields, String name) {
        String value = fields.getOrDefault(name, "").strip();
        return value.isEmpty() ? null : value;
    }
}
