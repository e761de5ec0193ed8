package org.sluicemta.gateway.connection;

import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.egress.TlsSession;
import org.sluicemta.egress.TlsSession.Kind;
import org.sluicemta.egress.TlsSessions;
import org.sluicemta.gateway.sts.StsFinding;
import org.sluicemta.gateway.sts.StsPolicy;

/**
 * Counts the sessions that are opened for a domain's mail, if it publishes a policy. RFC 8460 section 4.
 *
 * @param domain recipient domain
 * @param finding its MTA-STS policy
 */
public record ReportedSessions(String domain, StsFinding finding, TlsSessions sessions) {
    /** A connection is open. */
    void opened(Attempt attempt, @Nullable TlsFailure invalid, boolean encrypted) {
        if (attempt.tls().level() == TlsPolicy.NONE) {
            return; // what led to plain text has been counted
        }
        count(attempt, encrypted ? invalid : TlsFailure.STARTTLS_NOT_SUPPORTED);
    }

    /** There is no connection, because of its TLS. */
    void failed(Attempt attempt, TlsFailure failure) {
        count(attempt, failure);
    }

    /** The TLSA records of a host can't be looked up. */
    void unproven(String host) {
        sessions.count(new TlsSession(domain, Kind.TLSA, "", host, TlsFailure.DNSSEC_INVALID));
    }

    private void count(Attempt attempt, @Nullable TlsFailure failure) {
        String host = attempt.remote().host();
        if (attempt.tls() instanceof TlsDemand.Dane) {
            sessions.count(new TlsSession(domain, Kind.TLSA, "", host, failure));
            return;
        }
        switch (finding) {
            case StsFinding.Found found -> {
                StsPolicy policy = found.policy();
                TlsFailure named = policy.allows(host) ? failure : TlsFailure.VALIDATION_FAILURE;
                if (policy.mode() != StsPolicy.Mode.NONE) {
                    sessions.count(new TlsSession(domain, Kind.STS, policy.id(), host, named));
                }
            }
            case StsFinding.Unusable unusable ->
                sessions.count(new TlsSession(domain, Kind.STS, "", host, unusable.failure()));
            case StsFinding.None none -> {}
        }
    }

    /** Whether the certificate is of interest although nothing demands a valid one. */
    boolean wantValidity() {
        return finding instanceof StsFinding.Found found && found.policy().mode() == StsPolicy.Mode.TESTING;
    }
}
