package org.sluicemta.settings;

import java.nio.file.Path;
import java.time.Duration;
import org.sluicemta.relay.RelayPolicy;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.tenant.TenantId;

/**
 * What sluice.xml says.
 *
 * @param production whether what only a trial may do keeps the server from starting
 * @param hostName our name in greetings, Received fields and status notices
 * @param node number of this node, 0 to 63
 * @param platformTenant tenant that notices made here belong to, and of mail for postmaster and abuse
 * @param postmaster address that mail for postmaster and abuse of the bounce domain is forwarded to; empty: kept as events only
 * @param tokenKeys file of the keys that return paths are signed with; made on first start
 * @param dkimKeys directory of DKIM keys
 * @param suppression how the suppression list is kept
 * @param guard when a tenant's mail is held
 * @param drainBound how long a stop waits for deliveries in flight
 * @param lateAfter when mail that stands still counts as late, and the server as not ready
 * @param smtp who gets in, and how much of it
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
        SmtpSettings smtp) {
    public static final Duration USUALLY_LATE_AFTER = Duration.ofMinutes(15);

    /** A trial with the usual limits. */
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
                SmtpSettings.DEFAULTS);
    }
}
