package org.sluicemta.mailets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.MessageContent;

/**
 * A message as it leaves the chain.
 *
 * @param eightBit whether it has an octet above 127
 */
record FinalContent(MessageContent content, boolean eightBit) {
    /** Up to this size a message that James holds is read into memory once; a larger one is read from it again. */
    private static final int IN_MEMORY = 256 * 1024;

    static FinalContent of(Mail mail) throws MessagingException {
        try {
            return of(mail.getMessage());
        } catch (IOException e) {
            throw new MessagingException("cannot read mail " + mail.getName(), e);
        }
    }

    static FinalContent of(MimeMessage message) throws IOException, MessagingException {
        MessageContent received = MessageOctets.received(message);
        MessageContent content = received == null ? read(message) : received;
        return new FinalContent(content, EightBitScan.of(content));
    }

    private static MessageContent read(MimeMessage message) throws IOException, MessagingException {
        try (InputStream in = MessageOctets.open(message)) {
            byte[] start = in.readNBytes(IN_MEMORY);
            if (start.length < IN_MEMORY) {
                return new BytesContent(start);
            }
            return new OfMessage(message, start.length + in.transferTo(OutputStream.nullOutputStream()));
        }
    }

    /** Reads from the message itself, which the mail keeps until the hand-off is committed. */
    private record OfMessage(MimeMessage message, long size) implements MessageContent {
        @Override
        public InputStream open() throws IOException {
            try {
                return MessageOctets.open(message);
            } catch (MessagingException e) {
                throw new IOException("cannot read the message again", e);
            }
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream in = open()) {
                in.transferTo(out);
            }
        }
    }
}
