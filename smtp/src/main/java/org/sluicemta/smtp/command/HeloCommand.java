package org.sluicemta.smtp.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.listener.Mechanism;
import org.sluicemta.mail.DomainName;
import org.sluicemta.smtp.auth.Mechanisms;
import org.sluicemta.smtp.conduct.Strikes;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;

/** HELO and EHLO, RFC 5321 section 4.1.1.1, with the extensions offered at the moment. */
final class HeloCommand implements Command {
    private static final int LONGEST_NAME = 255;

    private final boolean extended;
    private final String hostName;
    private final InstantSource clock;
    private final Strikes strikes;

    /** @param extended true for EHLO */
    HeloCommand(boolean extended, String hostName, InstantSource clock, Strikes strikes) {
        this.extended = extended;
        this.hostName = hostName;
        this.clock = clock;
        this.strikes = strikes;
    }

    @Override
    public Action run(SmtpSession session, String argument) {
        boolean strict = session.listener().strict();
        String name = strict ? argument.strip() : lenient(argument.strip());
        if (name.isEmpty() || strict && !isName(name)) {
            String verb = extended ? "EHLO" : "HELO";
            return Action.say(
                    strikes.bad(session, Reply.of(501, "5.5.2", "Syntax: " + verb + " domain or address literal")));
        }
        session.greet(name, extended);
        Reply reply = extended ? new Reply(250, null, offers(session), false) : Reply.plain(250, hostName);
        return Action.say(strikes.idle(session, reply));
    }

    /**
     * Repairs an invalid name as Postfix does: converts to A-labels, adds the IPv6 tag, and replaces characters that
     * don't fit into a Received field with a question mark. The name has no influence on what the client may send.
     */
    static String lenient(String name) {
        String tagged = AddressLiteral.tagged(name);
        if (name.isEmpty() || isName(tagged)) {
            return tagged;
        }
        String ascii = DomainName.ascii(name).orElse(name);
        String plain = ascii.replaceAll("[^A-Za-z0-9._-]", "?");
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }

    /** A domain or an address literal. Underscores aren't allowed by the rule, but many host names have them. */
    private static boolean isName(String name) {
        if (name.startsWith("[")) {
            return AddressLiteral.isValid(name);
        }
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || c == '.'
                                || c == '-'
                                || c == '_');
    }

    private List<String> offers(SmtpSession session) {
        ListenerSettings listener = session.listener();
        List<String> lines = new ArrayList<>();
        lines.add(hostName);
        lines.add("PIPELINING");
        lines.add(listener.maxMessageSize() > 0 ? "SIZE " + listener.maxMessageSize() : "SIZE");
        if (listener.tls() == ListenerSettings.TlsMode.STARTTLS && session.tls() == null) {
            lines.add("STARTTLS");
        }
        List<Mechanism> mechanisms = Mechanisms.offered(session);
        if (!mechanisms.isEmpty()) {
            lines.add("AUTH " + mechanisms.stream().map(Mechanism::label).collect(Collectors.joining(" ")));
        }
        if (session.maySpeakForOthers()) {
            lines.add(XclientCommand.offer(session));
        }
        lines.add("ENHANCEDSTATUSCODES");
        lines.add("8BITMIME");
        lines.add("DSN");
        lines.add("SMTPUTF8");
        lines.add("CHUNKING");
        if (session.tls() != null) {
            lines.add("REQUIRETLS"); // RFC 8689 section 4.1
        }
        if (session.mayRelay() || !listener.auth().mechanisms().isEmpty()) {
            lines.add("MT-PRIORITY"); // RFC 6710 section 3
            offerHold(session, lines);
        }
        // RFC 9422 section 4.1: messages of one connection are not limited
        lines.add("LIMITS RCPTMAX=" + listener.limits().recipients());
        return lines;
    }

    /** RFC 4865 section 3: the longest interval, and when it ends. */
    private void offerHold(SmtpSession session, List<String> lines) {
        Duration longest = session.listener().longestHold();
        if (!longest.isZero()) {
            Instant latest = clock.instant().plus(longest).truncatedTo(ChronoUnit.SECONDS);
            lines.add("FUTURERELEASE " + longest.toSeconds() + " " + latest);
        }
    }
}
