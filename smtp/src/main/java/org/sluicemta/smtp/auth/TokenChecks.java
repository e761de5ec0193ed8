package org.sluicemta.smtp.auth;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.AuthSettings;
import org.sluicemta.listener.TokenSettings;

/** The token checks of all listeners. Listeners with the same settings share the issuer's keys. */
@Singleton
public final class TokenChecks {
    private final InstantSource clock;
    private final Map<TokenSettings, BearerTokenCheck> checks = new ConcurrentHashMap<>();

    @Inject
    TokenChecks(InstantSource clock) {
        this.clock = clock;
    }

    /** The check of a listener, or null when it accepts no tokens. */
    @Nullable
    BearerTokenCheck of(AuthSettings listener) {
        return listener.tokens()
                .map(settings -> checks.computeIfAbsent(settings, same -> new BearerTokenCheck(same, clock)))
                .orElse(null);
    }
}
