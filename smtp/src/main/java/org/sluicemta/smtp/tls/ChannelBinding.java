package org.sluicemta.smtp.tls;

import java.util.Arrays;
import java.util.Optional;
import org.sluicemta.config.Label;

/** What authentication can be bound to in a TLS session, by registered type name. */
public enum ChannelBinding {
    /** Keying material of this session, RFC 9266. */
    TLS_EXPORTER,
    /** A hash of the server's certificate, RFC 5929 section 4. */
    TLS_SERVER_END_POINT;

    public String label() {
        return Label.of(this);
    }

    public static Optional<ChannelBinding> find(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label().equals(label))
                .findFirst();
    }
}
