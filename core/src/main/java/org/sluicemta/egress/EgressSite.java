package org.sluicemta.egress;

import java.util.List;

/**
 * A provider with settings of its own.
 *
 * @param domains recipient domains, lower case
 * @param mxSuffixes suffixes of MX host names ({@code .google.com}), lower case
 * @param adaptive how a source slows down that the site tells to
 */
public record EgressSite(
        SiteId id,
        List<String> domains,
        List<String> mxSuffixes,
        SiteLimits limits,
        TlsPolicy tls,
        SiteCaps caps,
        AdaptivePace adaptive) {
    /** Without caps, and with the usual pace. */
    public EgressSite(SiteId id, List<String> domains, List<String> mxSuffixes, SiteLimits limits, TlsPolicy tls) {
        this(id, domains, mxSuffixes, limits, tls, SiteCaps.NONE, AdaptivePace.DEFAULTS);
    }

    public EgressSite {
        domains = List.copyOf(domains);
        mxSuffixes = List.copyOf(mxSuffixes);
    }
}
