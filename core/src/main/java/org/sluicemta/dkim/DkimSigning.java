package org.sluicemta.dkim;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Makes DKIM-Signature fields, relaxed/relaxed (RFC 6376). Thread-safe. */
public interface DkimSigning {
    /**
     * @param fields one folded field per key, without the final line end, to be put above all others
     * @param keys the keys that signed, each as {@code domain/selector}
     */
    record Signatures(List<String> fields, List<String> keys) {
        public Signatures {
            fields = List.copyOf(fields);
            keys = List.copyOf(keys);
        }
    }

    /**
     * Signs with every key of these domains, as {@link DkimKeys#signingDomain} gives them.
     *
     * @param headerLines all header fields in order, one octet per character, without the final line end
     * @param body from after the empty line; read to its end, not closed
     * @throws IOException when the body cannot be read
     */
    Signatures sign(List<String> signingDomains, List<String> headerLines, InputStream body) throws IOException;
}
