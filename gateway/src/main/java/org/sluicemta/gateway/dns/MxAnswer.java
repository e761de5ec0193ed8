package org.sluicemta.gateway.dns;

import java.util.List;

/** What DNS says about a domain's mail. */
public sealed interface MxAnswer {
    /** At least one host, in the order to try: by preference, at random among equals (RFC 5321 section 5.1). */
    record Exchangers(List<MxHost> hosts) implements MxAnswer {
        public Exchangers {
            hosts = List.copyOf(hosts);
        }
    }

    /** The domain says that it takes no mail, RFC 7505. */
    record NullMx() implements MxAnswer {}

    /** The domain does not exist, or has neither MX nor address records. */
    record NoSuchDomain(String text) implements MxAnswer {}

    /** No answer available now: timeout, SERVFAIL, broken zone. */
    record Unavailable(String text) implements MxAnswer {}
}
