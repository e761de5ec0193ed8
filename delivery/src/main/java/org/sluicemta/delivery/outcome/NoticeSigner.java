package org.sluicemta.delivery.outcome;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.sluicemta.dkim.DkimKeys;
import org.sluicemta.dkim.DkimSigning;
import org.sluicemta.mail.EnclosedContent;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.settings.ServerSettings;

/**
 * Signs status notices with the key of this host's domain or a parent of it, if there is one. Notices don't go through
 * the chain, and with a null sender only a signature aligns with From (RFC 7489 section 3.1.1).
 */
public final class NoticeSigner {
    private static final String CRLF = "\r\n";

    private final DkimKeys keys;
    private final DkimSigning signing;
    private final String hostName;

    @Inject
    public NoticeSigner(DkimKeys keys, ServerSettings settings, InstantSource clock) {
        this.keys = keys;
        this.signing = keys.signing(DkimKeys.RECOMMENDED_FIELDS, clock);
        this.hostName = settings.hostName();
    }

    /** The notice with signatures on top, or unchanged without a key. */
    MessageContent signed(MessageContent notice) {
        Optional<String> ours = keys.signingDomain(hostName);
        if (ours.isEmpty()) {
            return notice;
        }
        try (InputStream in = notice.open()) {
            List<String> fields =
                    signing.sign(List.of(ours.get()), headerLines(in), in).fields();
            byte[] top = (String.join(CRLF, fields) + CRLF).getBytes(StandardCharsets.ISO_8859_1);
            return new EnclosedContent(top, notice, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("a notice cannot be read to sign it", e);
        }
    }

    /** Reads up to the body and not one octet further. */
    private static List<String> headerLines(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith("\t") || line.startsWith(" ")) {
                line = lines.removeLast() + CRLF + line;
            }
            lines.add(line);
        }
        return lines;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }
}
