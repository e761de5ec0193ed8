package org.sluicemta.testing.smtp;

import java.util.EnumSet;
import java.util.Set;

/** What a sink can offer in its EHLO reply. It refuses whatever it doesn't offer. */
public enum SinkExtension {
    PIPELINING("PIPELINING"),
    EIGHTBITMIME("8BITMIME"),
    ENHANCEDSTATUSCODES("ENHANCEDSTATUSCODES"),
    SMTPUTF8("SMTPUTF8"),
    SIZE("SIZE"),
    DSN("DSN"),
    CHUNKING("CHUNKING"),
    BINARYMIME("BINARYMIME"),
    STARTTLS("STARTTLS"),
    AUTH("AUTH"),
    REQUIRETLS("REQUIRETLS");

    private final String keyword;

    SinkExtension(String keyword) {
        this.keyword = keyword;
    }

    /** The EHLO keyword. */
    public String keyword() {
        return keyword;
    }

    /** What a sink offers unless told otherwise: all but AUTH, BINARYMIME and REQUIRETLS, as most MX hosts do. */
    public static Set<SinkExtension> usual() {
        return EnumSet.complementOf(EnumSet.of(AUTH, BINARYMIME, REQUIRETLS));
    }
}
