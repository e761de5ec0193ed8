package org.sluicemta.returnpath;

import java.time.Period;
import java.util.Set;

/**
 * The domain that bounces come back to.
 *
 * @param domain lower case; its MX points at this server
 * @param prefix what a token's local part starts with, lower case, 0 to 3 characters
 * @param feedbackAddresses local parts that feedback loops write to, lower case
 * @param tokenAge how long a token is honoured
 */
public record BounceDomain(String domain, String prefix, Set<String> feedbackAddresses, Period tokenAge) {
    public BounceDomain {
        feedbackAddresses = Set.copyOf(feedbackAddresses);
        if (prefix.length() > 3) {
            throw new IllegalArgumentException("prefix must be at most 3 characters, got \"" + prefix + "\"");
        }
    }
}
