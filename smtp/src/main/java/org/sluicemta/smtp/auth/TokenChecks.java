package org.sluicemta.smtp.auth;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.AuthSettings;
import org.sluicemta.listener.TokenSettings;

/** The checks of the listeners that take tokens. Listeners that believe the same tokens share the issuer's keys. */
public final class TokenChecks {
    private final Map<TokenSettings, TokenCheck> checks = new HashMap<>();

    /** @param listeners of all listeners; those without tokens are skipped */
    public TokenChecks(Iterable<AuthSettings> listeners, InstantSource clock) {
        for (AuthSettings listener : listeners) {
            listener.tokens().ifPresent(settings -> checks.computeIfAbsent(settings, s -> new TokenCheck(s, clock)));
        }
    }

    /** The check of a listener, or null when it takes no tokens. */
    public @Nullable TokenCheck of(AuthSettings listener) {
        return listener.tokens().map(checks::get).orElse(null);
    }
}
