package org.sluicemta.delivery.outcome;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.MessageContent;

/** The header of a message up to the empty line, truncated at a length no legitimate header reaches. */
final class HeaderOnly {
    private static final int LIMIT = 64 << 10;

    private HeaderOnly() {}

    static MessageContent of(MessageContent message) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream(4096);
        try (InputStream in = new BufferedInputStream(message.open())) {
            int lineLength = 0;
            int octet = in.read();
            while (octet >= 0 && header.size() < LIMIT) {
                header.write(octet);
                if (octet == '\n') {
                    if (lineLength == 0) {
                        break;
                    }
                    lineLength = 0;
                } else if (octet != '\r') {
                    lineLength++;
                }
                octet = in.read();
            }
        }
        return new BytesContent(header.toByteArray());
    }
}
