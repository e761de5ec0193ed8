package org.sluicemta.delivery.outcome;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.DsnReturn;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnclosedContent;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.MessageId;
import org.sluicemta.outcome.SmtpReply;

/**
 * Writes a delivery status notification, RFC 3464, inside the multipart/report of RFC 6522: a text for people, fields
 * for machines, and the message or its header (RFC 3461 section 4.3).
 */
final class StatusNotice {
    private static final Logger LOG = LoggerFactory.getLogger(StatusNotice.class);

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String CRLF = "\r\n";
    /** A larger message isn't returned: one to many non-existent recipients would multiply. */
    static final long LARGEST_RETURNED = 1 << 20;
    /** Maximum characters of another server's words; most replies have fewer than 300. */
    private static final int MOST_WORDS = 900;
    /** RFC 5322 section 2.1.1: octets of a line without its end. */
    private static final int MOST_OCTETS = 998;

    private final MessageId id;
    private final String hostName;
    private final OutboundMessage mail;
    private final EmailAddress to;
    private final List<NoticedRecipient> recipients;
    private final Instant now;
    private boolean eightBit;

    /** @param id of the notice itself, so that every notice has its own Message-ID */
    StatusNotice(
            MessageId id,
            String hostName,
            OutboundMessage mail,
            EmailAddress to,
            List<NoticedRecipient> recipients,
            Instant now) {
        this.id = id;
        this.hostName = hostName;
        this.mail = mail;
        this.to = to;
        this.recipients = recipients;
        this.now = now;
    }

    MessageContent content() {
        String boundary = "=_" + id + "." + now.toEpochMilli();
        String open = CRLF + "--" + boundary + CRLF;
        StringBuilder out = new StringBuilder(2048);
        header(out, boundary);
        out.append(open.substring(CRLF.length()));
        text(out);
        out.append(open);
        status(out);
        String end = CRLF + "--" + boundary + "--" + CRLF;
        int told = out.length();
        try {
            out.append(open);
            return original(out, end);
        } catch (IOException e) {
            // A notice without the message is better than none: RFC 6522 section 3 allows leaving out the third part.
            LOG.warn("Message {} cannot be read for the notice about it: {}", mail.id(), e.getMessage());
            out.setLength(told);
            eightBit = !isAscii(out);
            return new BytesContent(utf8(out + end));
        }
    }

    private void header(StringBuilder out, String boundary) {
        field(out, "From", "Mail Delivery System <postmaster@" + hostName + ">");
        field(out, "To", "<" + to + ">");
        field(out, "Subject", subject());
        field(out, "Date", DATE.format(now));
        field(out, "Message-ID", "<dsn." + id + "." + now.toEpochMilli() + "@" + hostName + ">");
        field(out, "Auto-Submitted", "auto-replied"); // RFC 3834 section 5
        field(out, "MIME-Version", "1.0");
        field(
                out,
                "Content-Type",
                "multipart/report; report-type=delivery-status;" + CRLF + "\tboundary=\"" + boundary + "\"");
        out.append(CRLF);
    }

    private String subject() {
        return switch (worst()) {
            case FAILED -> "Undelivered mail returned to sender";
            case DELAYED -> "Delayed mail (delivery is still being attempted)";
            case RELAYED -> "Successful mail delivery report";
        };
    }

    private NoticedRecipient.Action worst() {
        return recipients.stream()
                .map(NoticedRecipient::action)
                .min(Enum::compareTo)
                .orElseThrow();
    }

    private void text(StringBuilder out) {
        StringBuilder words = new StringBuilder();
        words(words);
        boolean encoded = !isAscii(words) && !isInternational();
        field(out, "Content-Type", "text/plain; charset=utf-8");
        field(out, "Content-Transfer-Encoding", encoded ? "quoted-printable" : isAscii(words) ? "7bit" : "8bit");
        out.append(CRLF).append(encoded ? QuotedPrintable.encode(words.toString()) : words);
    }

    private void words(StringBuilder out) {
        out.append("This is the mail system at ").append(hostName).append('.').append(CRLF);
        out.append(CRLF).append(explanation()).append(CRLF);
        for (NoticedRecipient each : recipients) {
            out.append(CRLF).append('<').append(each.recipient().address()).append(">: ");
            SmtpReply reply = each.reply();
            out.append(reply == null ? "no delivery was attempted" : said(each, reply))
                    .append(CRLF);
        }
    }

    /** Our own findings are not attributed to a server. */
    private static String said(NoticedRecipient each, SmtpReply reply) {
        if (reply.isOwn()) {
            return line(reply.text(), MOST_WORDS);
        }
        String host = each.remoteHost();
        return (host == null ? "the server said: " : "the server " + host + " said: ")
                + line(reply.toString(), MOST_WORDS);
    }

    private String explanation() {
        return switch (worst()) {
            case FAILED ->
                "Your message could not be delivered to the recipients below. No further attempts will be made.";
            case DELAYED ->
                "Your message has not been delivered yet. You do not need to send it again: delivery is still being attempted.";
            case RELAYED ->
                "Your message was delivered to the recipients' mail servers, which may not report on it any further.";
        };
    }

    /** RFC 3464 section 2.2 and 2.3. */
    private void status(StringBuilder out) {
        field(out, "Content-Type", isInternational() ? "message/global-delivery-status" : "message/delivery-status");
        out.append(CRLF);
        field(out, "Reporting-MTA", "dns; " + hostName);
        String envelopeId = mail.options().envelopeId();
        if (envelopeId != null) {
            field(out, "Original-Envelope-Id", ReadableXtext.decode(envelopeId)); // RFC 3464 section 2.2.1
        }
        field(out, "Arrival-Date", DATE.format(mail.receivedAt()));
        for (NoticedRecipient each : recipients) {
            out.append(CRLF);
            status(out, each);
        }
    }

    private void status(StringBuilder out, NoticedRecipient each) {
        String original = each.recipient().originalRecipient();
        if (original != null) {
            field(out, "Original-Recipient", plain(typed(original))); // RFC 3464 section 2.3.1
        }
        String address = each.recipient().address().toString();
        boolean utf8 = isInternational() || !isAscii(address);
        field(out, "Final-Recipient", (utf8 ? "utf-8; " : "rfc822; ") + plain(address));
        field(out, "Action", each.action().name().toLowerCase(Locale.ROOT));
        field(out, "Status", each.status());
        String remote = each.remoteHost();
        if (remote != null) {
            field(out, "Remote-MTA", "dns; " + remote);
        }
        SmtpReply reply = each.reply();
        if (reply != null) {
            // RFC 3464 section 2.3.6: another type when no remote server said it.
            String type = reply.isOwn() ? "x-sluice; " : "smtp; ";
            String words = plain(line(reply.isOwn() ? reply.text() : reply.toString(), MOST_WORDS));
            field(out, "Diagnostic-Code", FoldedField.value(type + words, "Diagnostic-Code: ".length(), MOST_OCTETS));
        }
        Instant attempted = each.lastAttempt();
        if (attempted != null) {
            field(out, "Last-Attempt-Date", DATE.format(attempted)); // RFC 3464 section 2.3.7
        }
        Instant until = each.retryUntil();
        if (until != null) {
            field(out, "Will-Retry-Until", DATE.format(until)); // RFC 3464 section 2.3.9
        }
    }

    /**
     * Whether it must be sent with SMTPUTF8, RFC 6533 section 4. Not to an ASCII sender: the way back may be the one
     * that couldn't take the message, and then nobody would learn of it.
     */
    boolean isInternational() {
        return mail.options().smtpUtf8() && !isAscii(to.toString());
    }

    /** Whether it has octets beyond ASCII and must be sent with BODY=8BITMIME, RFC 6152. Known once it is written. */
    boolean isEightBit() {
        return eightBit;
    }

    private static boolean isAscii(CharSequence text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** As allowed in a field of the status part: ASCII, with addresses written as in RFC 6533 section 3. */
    private String plain(String text) {
        if (isInternational() || isAscii(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c < 0x80) {
                out.append((char) c);
            } else {
                out.append(String.format(Locale.ROOT, "\\x{%X}", c));
            }
        });
        return out.toString();
    }

    /** ORCPT is {@code type;xtext}. */
    private static String typed(String original) {
        int at = original.indexOf(';');
        return at < 0
                ? "rfc822; " + original
                : original.substring(0, at) + "; " + ReadableXtext.decode(original.substring(at + 1));
    }

    /** The message if the sender asked for it and delivery failed, otherwise its header: RFC 3461 section 4.3. */
    private MessageContent original(StringBuilder out, String end) throws IOException {
        boolean asText = mail.options().smtpUtf8() && !isInternational();
        boolean full = mail.options().dsnReturn() == DsnReturn.FULL
                && !mail.tenant().isRelayed() // a forged sender gets no payload
                && worst() == NoticedRecipient.Action.FAILED
                && mail.content().size() <= LARGEST_RETURNED
                && !asText; // a UTF-8 header is only allowed in a text part
        if (full) {
            field(out, "Content-Type", isInternational() ? "message/global" : "message/rfc822");
            out.append("Content-Transfer-Encoding: 8bit").append(CRLF).append(CRLF);
            return enclosed(out, mail.content(), end);
        }
        String headers = asText ? "text/rfc822-headers; charset=utf-8" : "text/rfc822-headers";
        field(out, "Content-Type", isInternational() ? "message/global-headers" : headers);
        out.append("Content-Transfer-Encoding: 8bit").append(CRLF).append(CRLF);
        return enclosed(out, HeaderOnly.of(mail.content()), end);
    }

    private MessageContent enclosed(StringBuilder before, MessageContent returned, String end) throws IOException {
        eightBit = !isAscii(before) || hasEightBit(returned);
        return new EnclosedContent(utf8(before), returned, utf8(end));
    }

    private static boolean hasEightBit(MessageContent content) throws IOException {
        try (InputStream in = content.open()) {
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] < 0) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private static byte[] utf8(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void field(StringBuilder out, String name, String value) {
        out.append(name).append(": ").append(value).append(CRLF);
    }

    /** Another server's words on one line of reasonable length, with nothing that could end the line. */
    private static String line(String text, int most) {
        String clean = text.replaceAll("[\\p{Cntrl}]+", " ").strip();
        int end = Math.min(clean.length(), most);
        boolean halved = end < clean.length() && end > 0 && Character.isHighSurrogate(clean.charAt(end - 1));
        return clean.substring(0, halved ? end - 1 : end);
    }
}
