package org.sluicemta.mailets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.mail.Header;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.server.core.MimeMessageWrapper;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EnclosedContent;
import org.sluicemta.mail.HeaderEnd;
import org.sluicemta.mail.HeaderLines;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.ReceivedParts;

/**
 * The octets of a James message as they will be sent. James keeps the body where it is and rereads it, as we want, but
 * writes changed headers in ASCII, with a question mark for every octet above 127. Raw UTF-8 in headers is legal since
 * RFC 6532 and was common long before, so header lines are written here, octet by octet: the parser keeps each octet as
 * one character. What a mailet wrote gets CRLF line ends, both for signing and for sending.
 */
public final class MessageOctets {
    private MessageOctets() {}

    /** The whole message. The caller closes it. */
    public static InputStream open(MimeMessage message) throws MessagingException, IOException {
        MessageContent received = received(message);
        if (received != null) {
            return received.open();
        }
        // First the body, then the headers, because opening may update the headers of a changed body.
        InputStream body = openBody(message);
        return new SequenceInputStream(new ByteArrayInputStream(block(headerLines(message))), body);
    }

    /** The body alone. The caller closes it. */
    static InputStream openBody(MimeMessage message) throws MessagingException, IOException {
        MessageContent received = message instanceof ReceivedParts parts ? parts.unchangedBody() : null;
        if (received != null) {
            return received.open();
        }
        InputStream stream = stream(message);
        HeaderEnd.skip(stream);
        return new CrlfStream(stream);
    }

    /** The message, with unchanged parts read from where they were received; null if that isn't known. */
    static @Nullable MessageContent received(MimeMessage message) throws MessagingException, IOException {
        if (!(message instanceof ReceivedParts parts)) {
            return null;
        }
        MessageContent unchanged = parts.unchanged();
        MessageContent body = unchanged == null ? parts.unchangedBody() : null;
        return body == null ? unchanged : new EnclosedContent(block(headerLines(message)), body, new byte[0]);
    }

    /** Header fields in order, with their original folding, without the last line end; one character per octet. */
    static List<String> headerLines(MimeMessage message) throws MessagingException {
        List<String> lines = Collections.list(message.getAllHeaderLines());
        lines.replaceAll(CrlfStream::ofField);
        return lines;
    }

    /**
     * Adds header fields at the top. James can only append, so in its own messages all others are removed and appended
     * again.
     */
    static void prepend(MimeMessage message, List<String> lines) throws MessagingException, IOException {
        if (message instanceof HeaderLines ours) {
            ours.putOnTop(lines);
            return;
        }
        List<String> present = headerLines(message);
        Set<String> names = new LinkedHashSet<>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            names.add(header.getName());
        }
        for (String name : names) {
            message.removeHeader(name);
        }
        List<String> all = new ArrayList<>(lines);
        all.addAll(present);
        for (String line : all) {
            message.addHeaderLine(line);
        }
    }

    private static InputStream stream(MimeMessage message) throws MessagingException {
        if (message instanceof MimeMessageWrapper wrapper) {
            return new BufferedInputStream(wrapper.getMessageInputStream());
        }
        throw new IllegalStateException("James hands out its own kind of message, not " + message.getClass());
    }

    private static byte[] block(List<String> lines) {
        StringBuilder out = new StringBuilder();
        for (String line : lines) {
            out.append(line).append("\r\n");
        }
        return out.append("\r\n").toString().getBytes(ISO_8859_1);
    }
}
