package org.sluicemta.keys.dkim;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.tagvalue.PublicKeyRecordImpl;

/** jDKIM's verifier with the records of some keys in the place of DNS. */
final class JdkimVerifier {
    private JdkimVerifier() {}

    /** Domains whose signatures hold; throws jDKIM's exception when one does not. */
    static List<String> verify(byte[] message, DkimKey... keys) throws Exception {
        DKIMVerifier verifier = new DKIMVerifier((methods, selector, domain) -> List.of(keys).stream()
                .filter(key ->
                        key.selector().contentEquals(selector) && key.domain().contentEquals(domain))
                .map(key -> new PublicKeyRecordImpl(key.dnsRecord().value()).toString())
                .toList());
        List<SignatureRecord> records = verifier.verify(new ByteArrayInputStream(message));
        return records == null
                ? List.of()
                : records.stream().map(record -> record.getDToken().toString()).toList();
    }
}
