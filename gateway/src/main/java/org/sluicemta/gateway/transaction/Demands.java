package org.sluicemta.gateway.transaction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.connection.ServerOffer;
import org.sluicemta.gateway.connection.SmtpConnection;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.HeaderEnd;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/**
 * Checks, before the transaction, whether the server offers what a message needs. Octets above 127 in the content don't
 * need anything: without 8BITMIME they are sent as they are, because rewriting the body would break its signature, and
 * servers without it pass them on anyway.
 */
final class Demands {
    private Demands() {}

    /** The refusal for all recipients, or nothing if the transaction may begin. */
    static Optional<Verdict> unmet(OutboundMessage message, List<EnvelopeRecipient> recipients, SmtpConnection server) {
        ServerOffer offer = server.offer();
        if (!isPath(message.returnPath()) || !recipients.stream().allMatch(one -> isPath(one.address()))) {
            return refusal(
                    ResponseClass.PROTOCOL_ERROR,
                    553,
                    "5.1.3",
                    "Address holds characters that no SMTP command can carry");
        }
        OptionalLong largest = offer.largestMessage();
        if (largest.isPresent() && message.content().size() > largest.getAsLong()) {
            // RFC 1870 section 6.1: known before it is sent.
            return refusal(
                    ResponseClass.MESSAGE_TOO_LARGE,
                    552,
                    "5.3.4",
                    "Message of " + message.content().size() + " octets is larger than the " + largest.getAsLong()
                            + " that the remote server takes");
        }
        if (!offer.smtpUtf8() && needsUtf8(message, recipients)) {
            // RFC 6531 section 3.6.
            return refusal(
                    ResponseClass.PROTOCOL_ERROR,
                    550,
                    "5.6.7",
                    "Message needs SMTPUTF8, which the remote server does not offer");
        }
        if (message.options().requireTls() && (server.tls() == null || !offer.requireTls())) {
            // RFC 8689 section 4.2.1.
            return refusal(
                    ResponseClass.TLS_FAILED,
                    550,
                    "5.7.30",
                    "Message needs REQUIRETLS, which the remote server does not offer");
        }
        return Optional.empty();
    }

    /**
     * RFC 6531 is about the envelope and the header. An 8-bit body is a matter of 8BITMIME, whatever the client said.
     */
    private static boolean needsUtf8(OutboundMessage message, List<EnvelopeRecipient> recipients) {
        return needsUtf8(message.returnPath())
                || recipients.stream().anyMatch(one -> needsUtf8(one.address()))
                || message.options().smtpUtf8() && message.options().eightBit() && hasUtf8Header(message);
    }

    private static boolean hasUtf8Header(OutboundMessage message) {
        try (InputStream content = message.content().open()) {
            return !HeaderEnd.isAscii(content);
        } catch (IOException e) {
            throw new UncheckedIOException("message " + message.id() + " cannot be read", e);
        }
    }

    private static boolean needsUtf8(@Nullable EmailAddress address) {
        return address != null
                && !(EnvelopeCommands.isAscii(address.localPart())
                        && EnvelopeCommands.isAscii(EnvelopeCommands.asciiDomain(address.domain())));
    }

    /**
     * Whether it has nothing that could end the path, the command or the line early. Spaces and angle brackets need
     * quotes.
     */
    private static boolean isPath(@Nullable EmailAddress address) {
        if (address == null) {
            return true;
        }
        boolean quoted =
                address.localPart().startsWith("\"") && address.localPart().endsWith("\"");
        return clean(address.localPart(), quoted) && clean(address.domain(), false);
    }

    private static boolean clean(String text, boolean quoted) {
        return text.chars().allMatch(c -> c >= 32 && c != 127 && (quoted || c != ' ' && c != '<' && c != '>'));
    }

    private static Optional<Verdict> refusal(ResponseClass known, int code, String enhancedStatus, String text) {
        return Optional.of(Verdict.own(Phase.MAIL, known, code, enhancedStatus, text));
    }
}
