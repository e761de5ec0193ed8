package org.sluicemta.mail;

import java.util.Locale;

/**
 * A mailbox of an envelope, RFC 5321 section 4.1.2, as given by the client: the local part keeps its case and quoting,
 * the domain is lower case (an address literal keeps its brackets).
 */
public record EmailAddress(String localPart, String domain) {
    public EmailAddress {
        if (localPart.isEmpty() || domain.isEmpty()) {
            throw new IllegalArgumentException(
                    "address needs a local part and a domain, got \"" + localPart + "@" + domain + "\"");
        }
        domain = domain.toLowerCase(Locale.ROOT);
    }

    /** Splits at the last at-sign. Throws IllegalArgumentException with the text when there is none. */
    public static EmailAddress parse(String text) {
        int at = text.lastIndexOf('@');
        if (at <= 0 || at == text.length() - 1) {
            throw new IllegalArgumentException("not a mail address: \"" + text + "\"");
        }
        return new EmailAddress(text.substring(0, at), text.substring(at + 1));
    }

    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
