package org.sluicemta.returnpath;

import java.time.Period;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;

/**
 * The domain that bounces come back to.
 *
 * @param domain lower case; its MX points at this server
 * @param prefix prefix of a token's local part, lower case, 0 to 3 characters
 * @param feedbackAddresses local parts that feedback loops send to, lower case
 * @param tokenAge how long a token is valid
 */
public record BounceDomain(String domain, String prefix, Set<String> feedbackAddresses, Period tokenAge) {
    /** Prefix of the unsubscribe address; the token of the return path follows. */
    public static final String UNSUBSCRIBE_PREFIX = "u-";

    public BounceDomain {
        feedbackAddresses = Set.copyOf(feedbackAddresses);
        if (prefix.length() > 3) {
            throw new IllegalArgumentException("prefix must be at most 3 characters, got \"" + prefix + "\"");
        }
        if (prefix.equals(UNSUBSCRIBE_PREFIX)) {
            throw new IllegalArgumentException(
                    "prefix must not be " + UNSUBSCRIBE_PREFIX + ", which addresses for unsubscribing start with");
        }
    }

    /** The address at which the recipient of a return path unsubscribes by mail. */
    public EmailAddress unsubscribeAddress(EmailAddress returnPath) {
        return new EmailAddress(
                UNSUBSCRIBE_PREFIX + returnPath.localPart().substring(prefix.length()), returnPath.domain());
    }

    /** Whether mail to this local part asks to unsubscribe. */
    public static boolean isForUnsubscribing(String localPart) {
        return localPart.regionMatches(true, 0, UNSUBSCRIBE_PREFIX, 0, UNSUBSCRIBE_PREFIX.length());
    }

    /** The token in a local part, or null when it has neither prefix. */
    @Nullable
    public String token(String localPart) {
        if (isForUnsubscribing(localPart)) {
            return localPart.substring(UNSUBSCRIBE_PREFIX.length());
        }
        return localPart.regionMatches(true, 0, prefix, 0, prefix.length())
                ? localPart.substring(prefix.length())
                : null;
    }

    /** Length of the longer prefix in octets. */
    public int longestPrefix() {
        return Math.max(prefix.length(), UNSUBSCRIBE_PREFIX.length());
    }
}
