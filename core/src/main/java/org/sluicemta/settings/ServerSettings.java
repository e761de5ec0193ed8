package org.sluicemta.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import org.sluicemta.relay.RelayPolicy;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.tenant.TenantId;

/**
 * The settings of sluice.xml.
 *
 * @param production whether settings fit only for a trial keep the server from starting
 * @param hostName our name in greetings, Received fields and status notices
 * @param node number of this node, 0 to 63
 * @param platformTenant tenant that owns status notices and mail to postmaster and abuse
 * @param postmaster where mail to postmaster and abuse at the bounce domain is forwarded; empty keeps it as events only
 * @param tokenKeys file of the keys that sign return paths; created on first start
 * @param dkimKeys directory of DKIM keys
 * @param suppression how the suppression list is kept
 * @param guard when a tenant's mail is held
 * @param drainBound how long a shutdown waits for deliveries in flight
 * @param lateAfter time after which stalled mail counts as late and the server as not ready
 * @param auditAge how long audit entries are kept
 * @param indexed whether events are indexed, so that messages can be found
 * @param smtp what the SMTP server accepts, and how much
 */
public record ServerSettings(
        boolean production,
        String hostName,
        int node,
        Path dataDirectory,
        Path logDirectory,
        TenantId platformTenant,
        String postmaster,
        BounceDomain bounceDomain,
        RelayPolicy relayPolicy,
        DatabaseSettings database,
        BrokerSettings broker,
        WebListener http,
        UnsubscribeSettings unsubscribe,
        Endpoint jmx,
        DnsSettings dns,
        Path tokenKeys,
        Path dkimKeys,
        SuppressionSettings suppression,
        GuardSettings guard,
        Duration drainBound,
        Duration lateAfter,
        Period auditAge,
        boolean indexed,
        SmtpSettings smtp) {
    public static final Period USUAL_AUDIT_AGE = Period.ofDays(400);
    public static final Duration USUALLY_LATE_AFTER = Duration.ofMinutes(15);

    /** A trial with default limits. */
    public ServerSettings(
            String hostName,
            int node,
            Path dataDirectory,
            Path logDirectory,
            TenantId platformTenant,
            String postmaster,
            BounceDomain bounceDomain,
            RelayPolicy relayPolicy,
            DatabaseSettings database,
            BrokerSettings broker,
            WebListener http,
            UnsubscribeSettings unsubscribe,
            Endpoint jmx,
            DnsSettings dns,
            Path tokenKeys,
            Path dkimKeys,
            SuppressionSettings suppression,
            GuardSettings guard,
            Duration drainBound) {
        this(
                false,
                hostName,
                node,
                dataDirectory,
                logDirectory,
                platformTenant,
                postmaster,
                bounceDomain,
                relayPolicy,
                database,
                broker,
                http,
                unsubscribe,
                jmx,
                dns,
                tokenKeys,
                dkimKeys,
                suppression,
                guard,
                drainBound,
                USUALLY_LATE_AFTER,
                USUAL_AUDIT_AGE,
                true,
                SmtpSettings.DEFAULTS);
    }
}
