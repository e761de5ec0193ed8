package org.sluicemta.egress;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.network.IpRange;

/**
 * A provider with settings of its own. Mail belongs to it by the recipient's domain, else by the name of an MX host,
 * else by the address of one.
 *
 * @param domains recipient domains, lower case
 * @param mxSuffixes suffixes of MX host names ({@code .google.com}), lower case
 * @param networks that addresses of MX hosts are in
 * @param adaptive how a source slows down that the site tells to
 * @param addresses which addresses of its hosts are used
 * @param reviewed when its settings were last compared with what the provider publishes, or null if nobody says so
 * @param tlsClient what is shown and wanted as a client of TLS
 */
public record EgressSite(
        SiteId id,
        List<String> domains,
        List<String> mxSuffixes,
        List<IpRange> networks,
        SiteLimits limits,
        TlsPolicy tls,
        SiteCaps caps,
        AdaptivePace adaptive,
        AddressOrder addresses,
        @Nullable LocalDate reviewed,
        TlsClient tlsClient) {
    /** Without networks and caps, and with the usual pace and addresses. */
    public EgressSite(SiteId id, List<String> domains, List<String> mxSuffixes, SiteLimits limits, TlsPolicy tls) {
        this(
                id,
                domains,
                mxSuffixes,
                List.of(),
                limits,
                tls,
                SiteCaps.NONE,
                AdaptivePace.DEFAULTS,
                AddressOrder.IPV4_FIRST,
                null,
                TlsClient.DEFAULTS);
    }

    public EgressSite {
        domains = List.copyOf(domains);
        mxSuffixes = List.copyOf(mxSuffixes);
        networks = List.copyOf(networks);
    }
}
