package org.sluicemta.smtp.command;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.smtp.conduct.Rejections;
import org.sluicemta.smtp.conduct.Strikes;
import org.sluicemta.smtp.policy.AbuseLog;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;

/** Finds the command for a line, RFC 5321 section 4.1.1. */
@Singleton
public final class CommandTable {
    private static final Reply UNKNOWN = Reply.of(500, "5.5.2", "Command not recognised");
    private static final Reply CANNOT_VERIFY = Reply.of(252, "2.1.5", "Cannot verify, but will take a message");
    private static final Reply NO_EXPN = Reply.of(502, "5.5.1", "EXPN is not offered");
    private static final Reply HELP = Reply.of(214, "2.0.0", "See RFC 5321 and the documentation of Sluice");
    private static final Reply WEB_BROWSER = Reply.of(421, "4.7.0", "This is a mail server, closing the connection")
            .andClose();

    /** The methods of RFC 9110 section 9, RFC 5789 and WebDAV, and the preface of RFC 9113 section 3.4. */
    private static final Set<String> HTTP = Set.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "DELETE",
            "CONNECT",
            "OPTIONS",
            "TRACE",
            "PATCH",
            "PRI",
            "PROPFIND",
            "PROPPATCH",
            "MKCOL",
            "COPY",
            "MOVE",
            "LOCK",
            "UNLOCK",
            "REPORT",
            "SEARCH");

    private final Map<String, Command> commands;
    private final String hostName;
    private final Strikes strikes;
    private final Rejections rejections;
    private final AbuseLog abuse;

    @Inject
    CommandTable(
            ServerSettings settings,
            MailCommand mail,
            RcptCommand rcpt,
            DataCommand data,
            BdatCommand bdat,
            AuthCommand auth,
            XclientCommand xclient,
            InstantSource clock,
            Strikes strikes,
            Rejections rejections,
            AbuseLog abuse) {
        this.hostName = settings.hostName();
        this.strikes = strikes;
        this.rejections = rejections;
        this.abuse = abuse;
        this.commands = Map.ofEntries(
                Map.entry("EHLO", new HeloCommand(true, hostName, clock, strikes)),
                Map.entry("HELO", new HeloCommand(false, hostName, clock, strikes)),
                Map.entry("MAIL", mail),
                Map.entry("RCPT", rcpt),
                Map.entry("DATA", data),
                Map.entry("BDAT", bdat),
                Map.entry("AUTH", auth),
                Map.entry("XCLIENT", xclient),
                Map.entry("RSET", this::rset),
                Map.entry("NOOP", (session, argument) -> idle(session, Replies.OK)),
                Map.entry("QUIT", this::quit),
                Map.entry("STARTTLS", this::startTls),
                Map.entry("VRFY", (session, argument) -> idle(session, CANNOT_VERIFY)),
                Map.entry("EXPN", (session, argument) -> Action.say(strikes.bad(session, NO_EXPN))),
                Map.entry("HELP", (session, argument) -> idle(session, HELP)));
    }

    private Action idle(SmtpSession session, Reply reply) {
        return Action.say(strikes.idle(session, reply));
    }

    /** Executes a command line. */
    public Action run(SmtpSession session, String line) {
        int space = verbEnd(line, session.listener().strict());
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        Command command = commands.get(verb);
        if (command == null) {
            return Action.say(isHttp(verb, line) ? webBrowser(session) : strikes.bad(session, UNKNOWN));
        }
        return command.run(session, space < 0 ? "" : line.substring(space + 1));
    }

    private static int verbEnd(String line, boolean strict) {
        int space = line.indexOf(' ');
        int tab = strict ? -1 : line.indexOf('\t');
        return tab >= 0 && (space < 0 || tab < space) ? tab : space;
    }

    /**
     * An HTTP request line or header field. A web page can make a browser send one here, followed by commands of its
     * choice, and the browser's network may be a trusted one.
     */
    private static boolean isHttp(String verb, String line) {
        return HTTP.contains(verb)
                || verb.endsWith(":")
                || line.toUpperCase(Locale.ROOT).contains(" HTTP/");
    }

    private Reply webBrowser(SmtpSession session) {
        abuse.webBrowser(session.asClient());
        return rejections.record(session, WEB_BROWSER);
    }

    private Action rset(SmtpSession session, String argument) {
        if (!argument.isEmpty()) {
            return Action.say(strikes.bad(session, Replies.NO_ARGUMENT));
        }
        session.reset();
        return idle(session, Replies.OK);
    }

    private Action quit(SmtpSession session, String argument) {
        session.reset();
        return Action.say(
                Reply.of(221, "2.0.0", hostName + " closing connection").andClose());
    }

    private Action startTls(SmtpSession session, String argument) {
        if (!argument.isEmpty()) {
            return Action.say(strikes.bad(session, Replies.NO_ARGUMENT));
        }
        if (session.listener().tls() != ListenerSettings.TlsMode.STARTTLS) {
            return Action.say(strikes.bad(session, Reply.of(502, "5.5.1", "STARTTLS is not offered here")));
        }
        if (session.tls() != null) {
            return Action.say(strikes.bad(session, Reply.of(503, "5.5.1", "TLS is active already")));
        }
        return new Action.StartTls(Reply.of(220, "2.0.0", "Ready to start TLS"));
    }
}
