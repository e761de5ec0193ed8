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
 * Signs status notices and reports with the key of their domain or a parent of it, if there is one; the domain of notices is
 * this host's. They don't go through the chain, and with a null sender only a signature aligns with From (RFC 7489 section 3.1.1).
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
        return signed(notice, hostName).orElse(notice);
    }

    /** The message with signatures of this domain or the nearest parent that has a key; empty if none has. */
    public Optional<MessageContent> signed(MessageContent message, String domain) {
        return keys.signingDomain(domain).map(ours -> signedBy(ours, message));
    }

    private MessageContent signedBy(String ours, MessageContent message) {
        try (InputStream in = message.open()) {
            List<String> fields =
                    signing.sign(List.of(ours), headerLines(in), in).fields();
            byte[] top = (String.join(CRLF, fields) + CRLF).getBytes(StandardCharsets.ISO_8859_1);
            return new EnclosedContent(top, message, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("a message made here cannot be read to sign it", e);
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
