package org.sluicemta.keys.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.sluicemta.hash.Sha256;

/**
 * Makes DKIM-Signature fields, relaxed/relaxed (RFC 6376). The body is streamed once and never kept in memory; one hash
 * of it serves all keys. Canonicalisation is our own, because jDKIM signs an empty body as if it contained an empty
 * line, and treats header fields as text, so octets above 127 are not signed as they are sent. Signature algorithms
 * come from the JCA in its order of providers, so a native provider that comes first does the work. Thread-safe.
 *
 * <p>From is oversigned: named once more than it occurs, so that a second one, which a reader might show instead,
 * breaks the signature (RFC 6376 section 8.15).
 */
public final class DkimSigner {
    private static final int BUFFER = 16 * 1024;

    private final List<String> fields;
    private final InstantSource clock;

    /** @param fields names of the fields to sign where they occur; From is always signed */
    public DkimSigner(List<String> fields, InstantSource clock) {
        List<String> names = new ArrayList<>(List.of("from"));
        fields.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        this.fields = List.copyOf(names);
        this.clock = clock;
    }

    /**
     * Signs with every key.
     *
     * @param headerLines all header fields in order, an octet in each character, without the last line end
     * @param body what follows the empty line; read to its end, not closed
     * @return one folded field for each key, without the last line end, to be placed above all others
     * @throws IOException when the body cannot be read
     */
    public List<String> sign(List<DkimKey> keys, List<String> headerLines, InputStream body) throws IOException {
        HeaderFields header = new HeaderFields(headerLines);
        String bodyHash = Base64.getEncoder().encodeToString(hash(body));
        List<String> signed = signedNames(header);
        List<String> result = new ArrayList<>(keys.size());
        for (DkimKey key : keys) {
            SignatureField field = new SignatureField(key, signed, bodyHash, clock.instant());
            result.add(field.signed(signature(key, canonical(header, field))));
        }
        return result;
    }

    private static byte[] hash(InputStream body) throws IOException {
        RelaxedBodyDigest digest = new RelaxedBodyDigest(Sha256.start());
        byte[] buffer = new byte[BUFFER];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            digest.update(buffer, read);
        }
        return digest.finish();
    }

    /** Every occurrence of every requested field, and From once more. */
    private List<String> signedNames(HeaderFields header) {
        List<String> names = new ArrayList<>();
        for (String name : fields) {
            int times = header.count(name) + ("from".equals(name) ? 1 : 0);
            for (int i = 0; i < times; i++) {
                names.add(name);
            }
        }
        return names;
    }

    /** RFC 6376 section 3.7: the fields signed, then the signature field without a signature and without line end. */
    private byte[] canonical(HeaderFields header, SignatureField field) {
        StringBuilder out = new StringBuilder(2048);
        for (String name : fields) {
            for (String line : header.lastFirst(name)) {
                HeaderFields.canonicalize(line, out);
                out.append("\r\n");
            }
        }
        HeaderFields.canonicalize(field.unsigned(), out);
        return out.toString().getBytes(ISO_8859_1);
    }

    private static byte[] signature(DkimKey key, byte[] canonical) {
        try {
            Signature signature = Signature.getInstance(key.algorithm().signatureAlgorithm());
            signature.initSign(key.privateKey());
            signature.update(
                    switch (key.algorithm()) {
                        case RSA_SHA256 -> canonical;
                        // RFC 8463 section 3: what is signed is the hash.
                        case ED25519_SHA256 -> Sha256.start().digest(canonical);
                    });
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with " + key, e);
        }
    }
}
