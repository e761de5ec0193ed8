package org.sluicemta.listener;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How clients of a listener authenticate.
 *
 * @param mechanisms what is offered, in the order of {@link Mechanism}; empty when AUTH is not
 * @param overTls what is offered only after TLS
 * @param tokens which OAuth tokens are believed; empty when none are
 * @param required whether MAIL needs AUTH before it; a trusted network then counts for nothing
 */
public record AuthSettings(
        List<Mechanism> mechanisms, OverTls overTls, boolean required, Optional<TokenSettings> tokens) {
    public static final AuthSettings NONE = new AuthSettings(List.of(), OverTls.ALL, false, Optional.empty());
    /** What a listener offers that does not say. */
    public static final Set<Mechanism> DEFAULTS = EnumSet.of(
            Mechanism.EXTERNAL,
            Mechanism.SCRAM_SHA_256_PLUS,
            Mechanism.SCRAM_SHA_256,
            Mechanism.PLAIN,
            Mechanism.LOGIN);

    public AuthSettings {
        Set<Mechanism> chosen = Set.copyOf(mechanisms);
        mechanisms = Arrays.stream(Mechanism.values()).filter(chosen::contains).toList();
    }

    /** What is offered only after TLS. */
    public enum OverTls {
        /** Every mechanism. */
        ALL,
        /** Those that show a password or token to who listens. */
        PLAINTEXT,
        /** Nothing: the network is to be trusted. */
        NONE
    }
}
