package org.sluicemta.gateway.dns;

import java.util.List;
import org.sluicemta.gateway.dane.Tlsa;

/** What DNS proves about the certificate of a host. */
public sealed interface TlsaAnswer {
    /**
     * At least one record.
     *
     * @param baseDomain the name that the records belong to, and the certificate to
     */
    record Records(List<Tlsa> records, String baseDomain) implements TlsaAnswer {
        public Records {
            records = List.copyOf(records);
        }
    }

    /** It has none, or DNSSEC proves nothing about it. */
    record None() implements TlsaAnswer {}

    /** There may be some. RFC 7672 section 2.1.2: the host must not be used now. */
    record Unavailable(String text) implements TlsaAnswer {}
}
