package org.sluicemta.listener;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A SASL mechanism, in the order they are announced: strongest first. */
public enum Mechanism {
    EXTERNAL(Exposes.NOTHING, true),
    SCRAM_SHA_256_PLUS(Exposes.NOTHING, true),
    SCRAM_SHA_256(Exposes.NOTHING, false),
    SCRAM_SHA_1_PLUS(Exposes.NOTHING, true),
    SCRAM_SHA_1(Exposes.NOTHING, false),
    OAUTHBEARER(Exposes.SECRET, false),
    XOAUTH2(Exposes.SECRET, false),
    CRAM_MD5(Exposes.NOTHING, false),
    PLAIN(Exposes.SECRET, false),
    LOGIN(Exposes.SECRET, false);

    private enum Exposes {
        NOTHING,
        SECRET
    }

    private final Exposes exposes;
    private final boolean ofTls;

    Mechanism(Exposes exposes, boolean ofTls) {
        this.exposes = exposes;
        this.ofTls = ofTls;
    }

    /** Whether an eavesdropper learns what the client logs in with. */
    public boolean isPlaintext() {
        return exposes == Exposes.SECRET;
    }

    /** Whether it depends on the TLS session. */
    public boolean needsTls() {
        return ofTls;
    }

    /** Its registered name. */
    public String label() {
        return name().replace('_', '-');
    }

    public static Optional<Mechanism> find(String label) {
        String wanted = label.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(mechanism -> mechanism.label().equals(wanted))
                .findFirst();
    }
}
