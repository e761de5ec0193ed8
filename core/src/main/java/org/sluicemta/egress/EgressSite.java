package org.sluicemta.egress;

import java.util.List;
import org.sluicemta.network.IpRange;

/**
 * A provider with settings of its own. Mail belongs to it by the recipient's domain, else by the name of an MX host,
 * else by the address of one.
 *
 * @param domains recipient domains, lower case
 * @param mxSuffixes suffixes of MX host names ({@code .google.com}), lower case
 * @param networks that addresses of MX hosts are in
 * @param adaptive how a source slows down that the site tells to
 */
public record EgressSite(
        SiteId id,
        List<String> domains,
        List<String> mxSuffixes,
        List<IpRange> networks,
        SiteLimits limits,
        TlsPolicy tls,
        SiteCaps caps,
        AdaptivePace adaptive) {
    /** Without networks and caps, and with the usual pace. */
    public EgressSite(SiteId id, List<String> domains, List<String> mxSuffixes, SiteLimits limits, TlsPolicy tls) {
        this(id, domains, mxSuffixes, List.of(), limits, tls, SiteCaps.NONE, AdaptivePace.DEFAULTS);
    }

    public EgressSite {
        domains = List.copyOf(domains);
        mxSuffixes = List.copyOf(mxSuffixes);
        networks = List.copyOf(networks);
    }
}
