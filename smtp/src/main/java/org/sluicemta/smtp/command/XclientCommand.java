package org.sluicemta.smtp.command;

import java.util.Locale;
import javax.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.smtp.conduct.Strikes;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.tenant.TenantDirectory;

/**
 * XCLIENT, as used by Postfix and nginx. A peer listed for the listener says which client it represents, and the
 * session restarts as that client's, with a greeting. Clients that aren't listed don't learn that the command exists.
 */
final class XclientCommand implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(XclientCommand.class);
    private static final Reply NOT_ALLOWED = Reply.of(550, "5.7.0", "Insufficient authorization");
    private static final Reply IN_TRANSACTION = Reply.of(503, "5.5.1", "Mail transaction in progress");
    private static final Reply SYNTAX = Reply.of(501, "5.5.4", "Syntax: XCLIENT attribute=value...");

    private final TenantDirectory tenants;
    private final Strikes strikes;

    @Inject
    XclientCommand(TenantDirectory tenants, Strikes strikes) {
        this.tenants = tenants;
        this.strikes = strikes;
    }

    /** The EHLO line, for peers that may use it. */
    static String offer(SmtpSession session) {
        return "XCLIENT NAME ADDR PORT PROTO HELO DESTADDR DESTPORT"
                + (session.listener().xclient().login() ? " LOGIN" : "");
    }

    @Override
    public Action run(SmtpSession session, String argument) {
        if (!session.maySpeakForOthers()) {
            LOG.warn("{} may not use XCLIENT", session.client().getHostAddress());
            return Action.say(strikes.bad(session, NOT_ALLOWED));
        }
        if (session.transaction() != null) {
            return Action.say(strikes.bad(session, IN_TRANSACTION));
        }
        String words = argument.strip();
        if (words.isEmpty()) {
            return Action.say(strikes.bad(session, SYNTAX));
        }
        XclientAttributes attributes =
                new XclientAttributes(session.listener().xclient().login(), tenants);
        for (String word : words.split(" +")) {
            if (!attributes.take(word)) {
                return Action.say(strikes.bad(session, bad(word)));
            }
        }
        session.speakFor(attributes.client());
        return new Action.Greet();
    }

    private static Reply bad(String word) {
        String name = word.replaceAll("=.*", "").toUpperCase(Locale.ROOT);
        boolean nameable = name.matches("[A-Z]{1,16}");
        return Reply.of(501, "5.5.4", "Bad attribute" + (nameable ? " " + name : ""));
    }
}
