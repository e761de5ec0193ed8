package org.sluicemta.bounce.tlsreport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.sluicemta.bounce.BounceLimits;
import org.sluicemta.bounce.mime.MimeLimits;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.mime.PartReader;
import org.sluicemta.bounce.mime.Slice;
import org.sluicemta.bounce.reply.AddressText;

/**
 * Finds the report in a mail. Time and memory are bounded whatever the octets are: a report that is larger than any real
 * one once it is unpacked is refused, and no more of it than that is unpacked. Keeps no state.
 */
public final class TlsReportReader {
    /** Of the mail. A larger one is cut off, and its report can't be read then. */
    private static final int MOST_OCTETS = 4 << 20;

    /** Of a report once it is unpacked. Each host and result needs about 200 octets. */
    static final int MOST_UNPACKED = 8 << 20;

    private static final Set<String> PACKED =
            Set.of("application/tlsrpt+gzip", "application/gzip", "application/x-gzip");
    private static final Set<String> PLAIN = Set.of("application/tlsrpt+json", "application/json");

    private final MimeLimits limits;

    public TlsReportReader() {
        BounceLimits usual = BounceLimits.defaults();
        this.limits = new MimeLimits(usual.maxParts(), usual.maxDepth(), usual.maxHeaderFields(), usual.maxTextBytes());
    }

    /** @throws IOException only when the stream itself fails */
    public TlsReportMail read(InputStream mail) throws IOException {
        return read(mail.readNBytes(MOST_OCTETS));
    }

    TlsReportMail read(byte[] mail) {
        Part root = PartReader.read(new Slice(mail, 0, Math.min(mail.length, MOST_OCTETS)), limits);
        return find(root).map(found -> from(root, found)).orElseGet(TlsReportMail.None::new);
    }

    private static TlsReportMail from(Part root, TlsReportMail found) {
        String address = AddressText.first(root.headers().first("From"));
        return address != null && found instanceof TlsReportMail.Report report
                ? report.from(address.substring(address.lastIndexOf('@') + 1))
                : found;
    }

    private static Optional<TlsReportMail> find(Part part) {
        if (PACKED.contains(part.type())) {
            return Optional.of(unpacked(part.octets(MOST_OCTETS)));
        }
        if (PLAIN.contains(part.type())) {
            return Optional.of(ReportDocument.read(stream(part.octets(MOST_UNPACKED))));
        }
        return part.children().stream()
                .map(TlsReportReader::find)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static TlsReportMail unpacked(Slice packed) {
        try (InputStream in = new GZIPInputStream(stream(packed))) {
            return ReportDocument.read(new BoundedStream(in, MOST_UNPACKED));
        } catch (IOException e) {
            return new TlsReportMail.Unreadable("the report isn't compressed with gzip: " + e.getMessage());
        }
    }

    private static InputStream stream(Slice octets) {
        return new ByteArrayInputStream(octets.data(), octets.from(), octets.length());
    }
}
