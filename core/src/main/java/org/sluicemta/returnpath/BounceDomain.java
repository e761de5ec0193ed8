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
 * @param tlsReportAddresses local parts that TLS reports are sent to, lower case
 * @param tokenAge how long a token is valid
 */
public record BounceDomain(
        String domain, String prefix, Set<String> feedbackAddresses, Set<String> tlsReportAddresses, Period tokenAge) {
    /** Prefix of the unsubscribe address; the token of the return path follows. */
    public static final String UNSUBSCRIBE_PREFIX = "u-";

    public BounceDomain {
        feedbackAddresses = Set.copyOf(feedbackAddresses);
        tlsReportAddresses = Set.copyOf(tlsReportAddresses);
        if (prefix.length() > 3) {
            throw new IllegalArgumentException("prefix must be at most 3 characters, got \"" + prefix + "\"");
        }
        if (prefix.equals(UNSUBSCRIBE_PREFIX)) {
            throw new IllegalArgumentException(
                    "prefix must not be " + UNSUBSCRIBE_PREFIX + ", which addresses for unsubscribing start with");
        }
    }

    /** Without addresses for TLS reports. */
    public BounceDomain(String domain, String prefix, Set<String> feedbackAddresses, Period tokenAge) {
        this(domain, prefix, feedbackAddresses, Set.of(), tokenAge);
    }

    /** Whether programs write to this local part without a token. */
    public boolean isForPrograms(String localPart) {
        return feedbackAddresses.contains(localPart) || tlsReportAddresses.contains(localPart);
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
