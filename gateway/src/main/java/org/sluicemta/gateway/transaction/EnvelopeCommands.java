package org.sluicemta.gateway.transaction;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.connection.ServerOffer;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.DomainName;
import org.sluicemta.mail.DsnNotify;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.LocalPart;

/** Writes MAIL and RCPT with the parameters that the server understands. {@link Demands} has checked them before. */
final class EnvelopeCommands {
    private final OutboundMessage message;
    private final EnvelopeOptions options;
    private final ServerOffer offer;

    EnvelopeCommands(OutboundMessage message, ServerOffer offer) {
        this.message = message;
        this.options = message.options();
        this.offer = offer;
    }

    String mail() {
        EmailAddress from = message.returnPath();
        StringBuilder line = new StringBuilder("MAIL FROM:<")
                .append(from == null ? "" : path(from))
                .append('>');
        if (offer.size()) {
            line.append(" SIZE=").append(message.content().size());
        }
        if (options.eightBit() && offer.eightBitMime()) {
            line.append(" BODY=8BITMIME");
        }
        if (options.smtpUtf8() && offer.smtpUtf8()) {
            line.append(" SMTPUTF8");
        }
        if (options.requireTls()) {
            line.append(" REQUIRETLS");
        }
        if (options.priority() != 0 && offer.priority()) {
            line.append(" MT-PRIORITY=").append(options.priority());
        }
        if (offer.dsn()) {
            appendDsn(line);
        }
        return line.toString();
    }

    /** RFC 3461 sections 4.3 and 4.4. */
    private void appendDsn(StringBuilder line) {
        if (options.dsnReturn() != null) {
            line.append(" RET=").append(options.dsnReturn().name());
        }
        String id = options.envelopeId();
        if (id != null && isXtext(id)) {
            line.append(" ENVID=").append(id);
        }
    }

    String recipient(EnvelopeRecipient recipient) {
        StringBuilder line =
                new StringBuilder("RCPT TO:<").append(path(recipient.address())).append('>');
        if (offer.dsn()) {
            appendNotify(line, recipient);
            String original = recipient.originalRecipient();
            if (original != null && isXtext(original)) {
                line.append(" ORCPT=").append(original);
            }
        }
        return line.toString();
    }

    /** RFC 3461 section 4.1: NEVER stands alone. */
    private static void appendNotify(StringBuilder line, EnvelopeRecipient recipient) {
        if (recipient.notifyWhen().contains(DsnNotify.NEVER)) {
            line.append(" NOTIFY=NEVER");
        } else if (!recipient.notifyWhen().isEmpty()) {
            String words = String.join(
                    ",",
                    new TreeSet<>(recipient.notifyWhen())
                            .stream().map(DsnNotify::name).toList());
            line.append(" NOTIFY=").append(words);
        }
    }

    private String path(EmailAddress address) {
        return LocalPart.onTheWire(address.localPart()) + "@"
                + (offer.smtpUtf8() ? address.domain() : asciiDomain(address.domain()));
    }

    /** The domain in A-labels (RFC 5890), for a server without SMTPUTF8. */
    static String asciiDomain(String domain) {
        // Demands refuses what stays non-ASCII
        return isAscii(domain) ? domain : DomainName.ascii(domain).orElse(domain);
    }

    static boolean isAscii(@Nullable String text) {
        return text == null || text.chars().allMatch(c -> c < 128);
    }

    private static boolean isXtext(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > 32 && c < 127);
    }
}
