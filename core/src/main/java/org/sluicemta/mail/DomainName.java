package org.sluicemta.mail;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/** Domain names, which can be written in several ways that mean the same. */
public final class DomainName {
    private DomainName() {}

    /**
     * The one form of a name that is the same for all its spellings: A-labels (RFC 5890 section 2.3.2.1) in lower case,
     * without a dot at its end. What IDNA cannot express stays as it is, in lower case.
     */
    public static String comparable(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String bare = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        if (bare.chars().allMatch(c -> c < 0x80)) {
            return bare;
        }
        try {
            return IDN.toASCII(Normalizer.normalize(bare, Normalizer.Form.NFC), IDN.ALLOW_UNASSIGNED)
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noLabel) {
            return bare;
        }
    }

    /** The domain that the name is directly below; empty when there is none. */
    public static String above(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }
}
