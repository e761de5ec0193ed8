package org.sluicemta.listener;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How clients of a listener authenticate.
 *
 * @param mechanisms mechanisms offered, in the order of {@link Mechanism}; empty when AUTH isn't offered
 * @param overTls mechanisms offered only after TLS
 * @param tokens which OAuth tokens are accepted; empty for none
 * @param required whether MAIL requires AUTH, even from a trusted network
 */
public record AuthSettings(
        List<Mechanism> mechanisms, OverTls overTls, boolean required, Optional<TokenSettings> tokens) {
    public static final AuthSettings NONE = new AuthSettings(List.of(), OverTls.ALL, false, Optional.empty());
    /** Mechanisms a listener offers by default. */
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

    /** Which mechanisms are offered only after TLS. */
    public enum OverTls {
        /** Every mechanism. */
        ALL,
        /** Mechanisms that reveal a password or token to an eavesdropper. */
        PLAINTEXT,
        /** None, for a trusted network. */
        NONE
    }
}
