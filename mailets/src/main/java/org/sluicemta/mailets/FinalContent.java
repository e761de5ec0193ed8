package org.sluicemta.mailets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.MessageContent;

/**
 * A message as it leaves the chain.
 *
 * @param eightBit whether an octet is above 127
 */
record FinalContent(MessageContent content, boolean eightBit) {
    /** Up to here a message is read into memory once; a larger one stays where the front door put it. */
    private static final int IN_MEMORY = 256 * 1024;

    private static final int FIRST_GUESS = 16 * 1024;

    static FinalContent of(MimeMessage message) throws IOException, MessagingException {
        try (InputStream in = MessageOctets.open(message)) {
            byte[] head = new byte[FIRST_GUESS];
            int length = in.readNBytes(head, 0, head.length);
            if (length == head.length) {
                head = Arrays.copyOf(head, IN_MEMORY);
                length += in.readNBytes(head, length, head.length - length);
            }
            if (length < IN_MEMORY) {
                return new FinalContent(new BytesContent(Arrays.copyOf(head, length)), isEightBit(head, length));
            }
            return streamed(message, in, isEightBit(head, length));
        }
    }

    private static FinalContent streamed(MimeMessage message, InputStream rest, boolean eightBit) throws IOException {
        long size = IN_MEMORY;
        boolean eight = eightBit;
        byte[] buffer = new byte[FIRST_GUESS];
        for (int read = rest.read(buffer); read >= 0; read = rest.read(buffer)) {
            size += read;
            eight = eight || isEightBit(buffer, read);
        }
        return new FinalContent(new OfMessage(message, size), eight);
    }

    private static boolean isEightBit(byte[] octets, int length) {
        for (int i = 0; i < length; i++) {
            if (octets[i] < 0) {
                return true;
            }
        }
        return false;
    }

    /** Reads from the message itself, which its mail keeps until the hand-off has committed. */
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
