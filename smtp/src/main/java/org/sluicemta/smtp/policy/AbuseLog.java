package org.sluicemta.smtp.policy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.smtp.session.SmtpSession;

/**
 * One line for what a client should not do, for people and for fail2ban, whose filter is
 * {@code contrib/fail2ban/filter.d/sluice.conf}: {@code relaying denied on listener relay from 192.0.2.7}. The address
 * stands last, and nothing that the client chose stands in the line.
 */
public final class AbuseLog {
    private static final Logger LOG = LoggerFactory.getLogger(AbuseLog.class);

    private AbuseLog() {}

    public static void relayingDenied(SmtpSession session) {
        if (!session.door().rules().refusals().isNoNews(session.client())) {
            write("relaying denied", session);
        }
    }

    public static void webBrowser(SmtpSession session) {
        write("a web browser speaks", session);
    }

    public static void tooManyErrors(SmtpSession session) {
        write("too many errors", session);
    }

    public static void banned(SmtpSession session) {
        write("too many failed logins, banned for a time,", session);
    }

    private static void write(String what, SmtpSession session) {
        LOG.warn(
                "{} on listener {} from {}",
                what,
                session.listener().name(),
                session.client().getHostAddress());
    }
}
