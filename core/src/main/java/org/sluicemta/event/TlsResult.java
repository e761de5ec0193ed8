package org.sluicemta.event;

/**
 * How sessions with our own hosts went, as a sender reports it. RFC 8460 section 4.4.
 *
 * @param policyType {@code sts}, {@code tlsa}, {@code no-policy-found}, or {@code other}
 * @param policyDomain domain of ours
 * @param result {@code ok}, a result type of RFC 8460 section 4.3, or {@code other}
 * @param sessions at least 1
 */
public record TlsResult(String policyType, String policyDomain, String result, long sessions) {
    public static final String OK = "ok";
}
