package org.sluicemta.bounce;

import java.util.List;
import java.util.Locale;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.bounce.text.Hints;
import org.sluicemta.bounce.text.Words;

/** Distinguishes mail systems that write reports from people, digests and list managers that pass them on. */
final class Carriers {
    private static final List<String> LIST_FIELDS = List.of(
            "List-Id",
            "List-Post",
            "Mailing-List",
            "X-Mailing-List",
            "X-List-Administrivia",
            "X-Mailman-Version",
            "X-Listname");

    private Carriers() {}

    /**
     * Whether the header of an attached message says it is a report; the outer message is then not its sender's own
     * report.
     */
    static boolean looksLikeReport(Part attached, Words words) {
        Hints hints = Hints.of(attached.headers(), words);
        return hints.marked() || hints.mailer() && (hints.subject() || hints.nullSender());
    }

    /** Whether the parts are messages of others, RFC 2046 section 5.1.5. */
    static boolean isDigest(MessageView message) {
        return isDigest(message.headers());
    }

    private static boolean isDigest(Headers headers) {
        return headers.first("Content-Type").toLowerCase(Locale.ROOT).startsWith("multipart/digest");
    }

    /** Whether this message only passes on a report attached to it. */
    static boolean carries(MessageView outer) {
        Hints hints = outer.hints();
        return isList(outer.headers()) || !hints.mailer() && !hints.nullSender() && !hints.marked();
    }

    /** Whether a person, recognised by a return path, wrote the text under a report's subject. */
    static boolean isFromPerson(MessageView message) {
        Headers headers = message.headers();
        Hints hints = message.hints();
        String from = AddressText.first(headers.first("From"));
        String path = AddressText.first(headers.first("Return-Path"));
        return !hints.mailer()
                && !hints.marked()
                && !hints.automaton()
                && from != null
                && path != null
                && areOfOneHouse(domain(from), domain(path));
    }

    private static boolean isList(Headers headers) {
        String precedence = headers.first("Precedence").strip().toLowerCase(Locale.ROOT);
        return precedence.equals("list")
                || isDigest(headers)
                || LIST_FIELDS.stream().anyMatch(headers::has);
    }

    private static boolean areOfOneHouse(String one, String other) {
        return one.equals(other) || one.endsWith('.' + other) || other.endsWith('.' + one);
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
