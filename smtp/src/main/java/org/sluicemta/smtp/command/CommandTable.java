package org.sluicemta.smtp.command;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.smtp.policy.AbuseLog;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;

/** Finds the command of a line, RFC 5321 section 4.1.1. */
public final class CommandTable {
    private static final Reply UNKNOWN = Reply.of(500, "5.5.2", "Command not recognised");
    private static final Map<String, Command> COMMANDS = Map.ofEntries(
            Map.entry("EHLO", new HeloCommand(true)),
            Map.entry("HELO", new HeloCommand(false)),
            Map.entry("MAIL", new MailCommand()),
            Map.entry("RCPT", new RcptCommand()),
            Map.entry("DATA", new DataCommand()),
            Map.entry("BDAT", new BdatCommand()),
            Map.entry("AUTH", new AuthCommand()),
            Map.entry("XCLIENT", new XclientCommand()),
            Map.entry("RSET", CommandTable::rset),
            Map.entry("NOOP", (session, argument) -> Action.say(session.idle(Replies.OK))),
            Map.entry("QUIT", CommandTable::quit),
            Map.entry("STARTTLS", CommandTable::startTls),
            Map.entry(
                    "VRFY",
                    (session, argument) ->
                            Action.say(session.idle(Reply.of(252, "2.1.5", "Cannot verify, but will take a message")))),
            Map.entry(
                    "EXPN",
                    (session, argument) -> Action.say(session.bad(Reply.of(502, "5.5.1", "EXPN is not offered")))),
            Map.entry(
                    "HELP",
                    (session, argument) -> Action.say(
                            session.idle(Reply.of(214, "2.0.0", "See RFC 5321 and the documentation of Sluice")))));

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

    private CommandTable() {}

    /** Carries out a command line. */
    public static Action run(SmtpSession session, String line) {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        Command command = COMMANDS.get(verb);
        if (command == null) {
            return Action.say(isHttp(verb, line) ? webBrowser(session) : session.bad(UNKNOWN));
        }
        return command.run(session, space < 0 ? "" : line.substring(space + 1));
    }

    /**
     * A request line, or a field of its header. A web page can have a browser send one here, with commands of ours in what
     * follows, and the browser's network may be a trusted one.
     */
    private static boolean isHttp(String verb, String line) {
        return HTTP.contains(verb)
                || verb.endsWith(":")
                || line.toUpperCase(Locale.ROOT).contains(" HTTP/");
    }

    private static Reply webBrowser(SmtpSession session) {
        AbuseLog.webBrowser(session);
        session.rejected(null, null, WEB_BROWSER);
        return WEB_BROWSER;
    }

    private static Action rset(SmtpSession session, String argument) {
        if (!argument.isEmpty()) {
            return Action.say(session.bad(Replies.NO_ARGUMENT));
        }
        session.reset();
        return Action.say(session.idle(Replies.OK));
    }

    private static Action quit(SmtpSession session, String argument) {
        session.reset();
        return Action.say(Reply.of(221, "2.0.0", session.door().hostName() + " closing connection")
                .andClose());
    }

    private static Action startTls(SmtpSession session, String argument) {
        if (!argument.isEmpty()) {
            return Action.say(session.bad(Replies.NO_ARGUMENT));
        }
        if (session.listener().tls() != ListenerSettings.TlsMode.STARTTLS) {
            return Action.say(session.bad(Reply.of(502, "5.5.1", "STARTTLS is not offered here")));
        }
        if (session.tls() != null) {
            return Action.say(session.bad(Reply.of(503, "5.5.1", "TLS is active already")));
        }
        return new Action.StartTls(Reply.of(220, "2.0.0", "Ready to start TLS"));
    }
}
