package org.sluicemta.smtp.container;

import java.util.Collection;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.jdkim.api.PublicKeyRecordRetriever;
import org.apache.james.jdkim.exceptions.PermFailException;

/** DKIM public keys from DNS, RFC 6376 section 3.6.2, for James's {@code DKIMVerify}. */
final class DkimKeyRecords implements PublicKeyRecordRetriever {
    private final DNSService dns;

    @Inject
    DkimKeyRecords(DNSService dns) {
        this.dns = dns;
    }

    /** @throws PermFailException for an unknown key lookup method, and when there is no record */
    @Override
    public List<String> getRecords(CharSequence method, CharSequence selector, CharSequence domain)
            throws PermFailException {
        if (!"dns/txt".contentEquals(method)) {
            throw new PermFailException("Keys are found by dns/txt, not by " + method);
        }
        String name = selector + "._domainkey." + domain;
        Collection<String> records = dns.findTXTRecords(name);
        if (records.isEmpty()) {
            throw new PermFailException("No key at " + name);
        }
        return List.copyOf(records);
    }
}
