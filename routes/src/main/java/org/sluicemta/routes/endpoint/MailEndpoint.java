package org.sluicemta.routes.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.handoff.Outbox.OwnMail;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * {@code sluice:mail}: the body is a message, and goes through the chain as if a trusted client had sent it. The
 * exchange succeeds when the mail is committed. Headers give the recipients ({@link SluiceHeaders#RECIPIENTS} or {@link
 * SluiceHeaders#RECIPIENT}), the sender, the tenant and the stream.
 */
final class MailEndpoint extends SluiceEndpoint {
    private final SluiceComponent component;

    MailEndpoint(String uri, SluiceComponent component) {
        super(uri, "mail", component);
        this.component = component;
    }

    @Override
    public boolean isBeginning() {
        return false;
    }

    @Override
    public Producer createProducer() {
        return new StepProducer(this, this::send);
    }

    private void send(Exchange exchange) throws HandOffException, InvalidPayloadException {
        if (exchange.getFromEndpoint() instanceof AcceptedEndpoint) {
            throw new IllegalStateException("mail from sluice:accepted must not go to sluice:mail: it would come round"
                    + " again without end. sluice:pool sends it, and with copyTo a copy of it");
        }
        Message message = exchange.getMessage();
        component
                .services()
                .outbox()
                .send(new OwnMail(
                        sender(message),
                        recipients(message),
                        text(message, SluiceHeaders.TENANT).map(TenantId::new),
                        text(message, SluiceHeaders.STREAM).map(StreamId::new),
                        lines(message.getMandatoryBody(byte[].class))));
    }

    private static @Nullable EmailAddress sender(Message message) {
        return text(message, SluiceHeaders.SENDER).map(EmailAddress::parse).orElse(null);
    }

    private static List<EmailAddress> recipients(Message message) {
        List<EmailAddress> recipients = new ArrayList<>();
        Object several = message.getHeader(SluiceHeaders.RECIPIENTS);
        if (several instanceof Collection<?> list) {
            list.forEach(item -> recipients.add(EmailAddress.parse(String.valueOf(item))));
        } else if (several != null) {
            Arrays.stream(String.valueOf(several).split(",", -1))
                    .forEach(item -> recipients.add(EmailAddress.parse(item.strip())));
        } else {
            text(message, SluiceHeaders.RECIPIENT).map(EmailAddress::parse).ifPresent(recipients::add);
        }
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException(
                    "sluice:mail needs the header " + SluiceHeaders.RECIPIENT + " or " + SluiceHeaders.RECIPIENTS);
        }
        return recipients;
    }

    private static Optional<String> text(Message message, String name) {
        return Optional.ofNullable(message.getHeader(name))
                .map(value -> String.valueOf(value).strip())
                .filter(value -> !value.isEmpty());
    }

    /** With CRLF as mail needs it (RFC 5322 section 2.3); files and templates often have other line ends. */
    private static byte[] lines(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 256);
        int before = 0;
        for (byte octet : message) {
            if (octet == '\n' && before != '\r') {
                out.write('\r');
            } else if (before == '\r' && octet != '\n') {
                out.write('\n');
            }
            out.write(octet);
            before = octet;
        }
        if (before != '\n') {
            out.writeBytes((before == '\r' ? "\n" : "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }
}
