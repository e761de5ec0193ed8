package org.sluicemta.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.impl.DNSPublicKeyRecordRetriever;
import org.jspecify.annotations.Nullable;
import org.sluicemta.testing.dns.FakeDns;
import org.xbill.DNS.SimpleResolver;

/** A receiver's DKIM check: with a verifier that did not sign, and the key from DNS. */
final class DemoSignature {
    private DemoSignature() {}

    /** Domain and selector of the message's valid signature; throws when there is none. */
    static String verify(byte[] message, FakeDns dns) throws IOException, DemoCheckFailure {
        DKIMVerifier verifier = new DKIMVerifier(new DNSPublicKeyRecordRetriever(new SimpleResolver(dns.address())));
        try {
            @Nullable List<SignatureRecord> signatures = verifier.verify(new ByteArrayInputStream(message));
            if (signatures == null || signatures.isEmpty()) {
                throw new DemoCheckFailure("the message carries no DKIM signature");
            }
            SignatureRecord first = signatures.getFirst();
            return "d=" + first.getDToken() + " s=" + first.getSelector();
        } catch (FailException e) {
            throw new DemoCheckFailure("the DKIM signature is not valid: " + e.getMessage());
        }
    }
}
