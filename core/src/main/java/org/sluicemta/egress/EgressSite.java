package org.sluicemta.egress;

import java.util.List;

/**
 * A provider with settings of its own.
 *
 * @param domains recipient domains, lower case
 * @param mxSuffixes suffixes of MX host names ({@code .google.com}), lower case
 * @param caps on what one pool may send to it; none for no limit
 * @param sourceCaps on what one source may send to it; none for no limit
 */
public record EgressSite(
        SiteId id,
        List<String> domains,
        List<String> mxSuffixes,
        SiteLimits limits,
        TlsPolicy tls,
        List<MessageCap> caps,
        List<MessageCap> sourceCaps) {
    /** Without caps. */
    public EgressSite(SiteId id, List<String> domains, List<String> mxSuffixes, SiteLimits limits, TlsPolicy tls) {
        this(id, domains, mxSuffixes, limits, tls, List.of(), List.of());
    }

    public EgressSite {
        caps = List.copyOf(caps);
        sourceCaps = List.copyOf(sourceCaps);
        domains = List.copyOf(domains);
        mxSuffixes = List.copyOf(mxSuffixes);
    }
}
