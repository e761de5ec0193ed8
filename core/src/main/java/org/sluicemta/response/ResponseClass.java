package org.sluicemta.response;

import java.util.Locale;
import org.sluicemta.config.Label;

/** What a reply means, in an operator's words. External names are lower case with hyphens. */
public enum ResponseClass {
    UNKNOWN_RECIPIENT,
    INACTIVE_RECIPIENT,
    MAILBOX_FULL,
    UNKNOWN_DOMAIN,
    MOVED,
    MESSAGE_TOO_LARGE,
    CONTENT_REFUSED,
    SPAM_CONTENT,
    VIRUS,
    AUTHENTICATION_FAILED,
    SOURCE_BLOCKED,
    RATE_LIMITED,
    GREYLISTED,
    RELAY_REFUSED,
    PROTOCOL_ERROR,
    SITE_UNAVAILABLE,
    CONNECTION_FAILED,
    TIME_OUT,
    TLS_FAILED,
    EXPIRED,
    OTHER;

    /** The class with that label. @throws IllegalArgumentException when there is none */
    public static ResponseClass labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** {@code unknown-recipient}. */
    public String label() {
        return Label.of(this);
    }
}
