package org.sluicemta.smtp.policy;

import javax.inject.Inject;
import javax.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what a client should not do, one line each, for people and for fail2ban, whose filter is {@code
 * contrib/fail2ban/filter.d/sluice.conf}: {@code relaying denied on listener relay from 192.0.2.7}. The address is
 * last, and nothing in the line is chosen by the client.
 */
@Singleton
public final class AbuseLog {
    private static final Logger LOG = LoggerFactory.getLogger(AbuseLog.class);

    private final RefusalLog refusals;

    @Inject
    AbuseLog(RefusalLog refusals) {
        this.refusals = refusals;
    }

    void relayingDenied(Client client) {
        if (!refusals.isNoNews(client.address())) {
            write("relaying denied", client);
        }
    }

    public void webBrowser(Client client) {
        write("a web browser speaks", client);
    }

    public void tooManyErrors(Client client) {
        write("too many errors", client);
    }

    public void banned(Client client) {
        write("too many failed logins, banned for a time,", client);
    }

    private static void write(String what, Client client) {
        LOG.warn(
                "{} on listener {} from {}",
                what,
                client.listener().name(),
                client.address().getHostAddress());
    }
}
