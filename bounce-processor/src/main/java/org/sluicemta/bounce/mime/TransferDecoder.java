package org.sluicemta.bounce.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** Undoes the transfer encoding of a body, up to a number of decoded bytes (RFC 2045 section 6). */
final class TransferDecoder {
    private TransferDecoder() {}

    static Slice decode(Slice body, String encoding, int maxBytes) {
        ByteArrayInputStream source = new ByteArrayInputStream(body.data(), body.from(), body.length());
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "base64" -> drain(new Base64InputStream(source, DecodeMonitor.SILENT), maxBytes);
            case "quoted-printable" -> drain(new QuotedPrintableInputStream(source, DecodeMonitor.SILENT), maxBytes);
            default -> body.head(maxBytes);
        };
    }

    private static Slice drain(InputStream decoder, int maxBytes) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(1024);
        byte[] buffer = new byte[2048];
        try (decoder) {
            int read = decoder.read(buffer);
            while (read >= 0 && decoded.size() < maxBytes) {
                decoded.write(buffer, 0, Math.min(read, maxBytes - decoded.size()));
                read = decoder.read(buffer);
            }
        } catch (IOException malformed) {
            // what was decoded before the fault is what the part says
        }
        byte[] bytes = decoded.toByteArray();
        return new Slice(bytes, 0, bytes.length);
    }
}
