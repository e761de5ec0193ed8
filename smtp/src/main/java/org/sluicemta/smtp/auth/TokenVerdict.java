package org.sluicemta.smtp.auth;

/** The result of checking a token. */
public sealed interface TokenVerdict {
    /** @param name value of the claim that names the credential */
    record Good(String name) implements TokenVerdict {}

    /**
     * @param status for the client, RFC 7628 section 3.2.2 and RFC 6750 section 3.1
     * @param reason for the log; nothing secret
     */
    record Bad(String status, String reason) implements TokenVerdict {}

    /** The issuer's keys are unavailable at the moment. */
    record Unknown(String reason) implements TokenVerdict {}
}
