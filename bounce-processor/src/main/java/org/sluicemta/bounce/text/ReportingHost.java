package org.sluicemta.bounce.text;

import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.Phrases;

/** Finds the host that wrote a free-text report: as it introduces itself, else by the domain of its mailer-daemon. */
final class ReportingHost {
    private static final Phrases INTRODUCTIONS = Phrases.of(
            "program at host ",
            "program at ",
            "mail system at host ",
            "mail server at ",
            "mail delivery agent at ",
            "status notification from ",
            "on the queue on ",
            "reporting-mta: <");
    private static final Phrases DAEMONS = Phrases.of("mailer-daemon@", "postmaster@", "mailerdaemon@", "mdaemon@");

    private ReportingHost() {}

    /** The host in lower case, or null when the report does not say. */
    static @Nullable String find(ReportText text) {
        String flat = text.flat();
        int at = INTRODUCTIONS.endIn(flat);
        String host = at < 0 ? null : hostAt(flat, at);
        return host == null ? daemonDomain(text.from()) : host;
    }

    private static @Nullable String hostAt(String flat, int start) {
        int end = start;
        while (end < flat.length() && isHostCharacter(flat.charAt(end))) {
            end++;
        }
        while (end > start && flat.charAt(end - 1) == '.') {
            end--;
        }
        String host = flat.substring(start, end);
        return host.indexOf('.') > 0 ? host : null;
    }

    private static @Nullable String daemonDomain(String from) {
        int daemon = DAEMONS.endIn(from);
        String address = daemon < 0 ? null : AddressText.at(from, daemon - 1);
        return address == null ? null : address.substring(address.lastIndexOf('@') + 1);
    }

    private static boolean isHostCharacter(char character) {
        return character == '.' || character == '-' || Character.isLetterOrDigit(character);
    }
}
