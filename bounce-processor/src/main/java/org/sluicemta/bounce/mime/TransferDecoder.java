package org.sluicemta.bounce.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** Decodes the transfer encoding of a body, up to a number of decoded bytes (RFC 2045 section 6). */
final class TransferDecoder {
    private static final int WORST_EXPANSION = 4; // soft line breaks and line ends included

    private TransferDecoder() {}

    static Slice decode(Slice body, String encoding, int maxBytes) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "base64" -> Base64Text.decode(body, maxBytes);
            case "quoted-printable" -> quotedPrintable(body, maxBytes);
            default -> body.head(maxBytes);
        };
    }

    private static Slice quotedPrintable(Slice body, int maxBytes) {
        Slice head = body.head((int) Math.min(Integer.MAX_VALUE, (long) maxBytes * WORST_EXPANSION));
        ByteArrayInputStream source = new ByteArrayInputStream(head.data(), head.from(), head.length());
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(1024);
        byte[] buffer = new byte[2048];
        try (InputStream decoder = new QuotedPrintableInputStream(source, DecodeMonitor.SILENT)) {
            int read = decoder.read(buffer);
            while (read >= 0 && decoded.size() < maxBytes) {
                decoded.write(buffer, 0, Math.min(read, maxBytes - decoded.size()));
                read = decoder.read(buffer);
            }
        } catch (IOException malformed) {
            // the part is what was decoded before the fault
        }
        byte[] bytes = decoded.toByteArray();
        return new Slice(bytes, 0, bytes.length);
    }
}
