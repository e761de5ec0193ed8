package org.sluicemta.console.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.KnownNames;
import org.sluicemta.store.suppression.SuppressionTargets;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

/** An entry as a client writes it: the members of a JSON object, or the columns of a line. */
final class SuppressionFields {
    static final Set<String> NAMES = Set.of("target", "tenant", "stream", "reason", "evidence", "expires");

    private static final int LONGEST_EVIDENCE = 1000;

    private SuppressionFields() {}

    /**
     * @throws IllegalArgumentException that says what is wrong with which member
     * @throws ApiProblem when the caller may not write there
     */
    static Suppression entry(Map<String, String> members, ApiCaller caller, KnownNames names, Instant now) {
        for (String name : members.keySet()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("there is no member \"" + name + "\"; those are "
                        + String.join(", ", NAMES.stream().sorted().toList()));
            }
        }
        String target = given(members, "target");
        if (target == null) {
            throw new IllegalArgumentException("target is missing: an address or a domain");
        }
        String reason = given(members, "reason");
        SuppressionScope scope = caller.scope(given(members, "tenant"), given(members, "stream"));
        names.require(scope);
        return new Suppression(
                SuppressionTargets.requireTarget(target),
                scope,
                SuppressionReason.parse(reason == null ? "manual" : reason),
                "api",
                evidence(given(members, "evidence")),
                caller.name(),
                now,
                expires(given(members, "expires"), now));
    }

    private static @Nullable String given(Map<String, String> members, String name) {
        String value = members.getOrDefault(name, "").strip();
        return value.isEmpty() ? null : value;
    }

    private static @Nullable String evidence(@Nullable String text) {
        if (text != null && text.length() > LONGEST_EVIDENCE) {
            throw new IllegalArgumentException("evidence must have at most " + LONGEST_EVIDENCE + " characters");
        }
        return text;
    }

    private static @Nullable Instant expires(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        try {
            Instant end = Instant.parse(text);
            // The table keeps milliseconds; a year that these do not reach is refused here, with its line.
            if (end.toEpochMilli() > now.toEpochMilli()) {
                return end;
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "expires must be a time such as 2027-01-31T00:00:00Z, got \"" + text + "\"", e);
        }
        throw new IllegalArgumentException("expires must lie in the future, got \"" + text + "\"");
    }
}
