package org.sluicemta.gateway.dns;

import java.util.concurrent.CompletionStage;

/** Looks up mail exchangers, their addresses, and what else DNS says about them. Never blocks. A lookup completes exceptionally only because of a bug. Thread-safe. */
public interface MxResolver {
    /**
     * The mail exchangers of a domain.
     *
     * @param domain recipient domain, A-labels, without a final dot; not an address literal
     */
    CompletionStage<MxAnswer> exchangers(String domain);

    /** The names of a domain's mail exchangers, if DNSSEC proves them. */
    CompletionStage<ProvenHosts> provenExchangers(String domain);

    /** What DNSSEC proves about the certificate of a server at this host and port. */
    CompletionStage<TlsaAnswer> tlsa(String host, int port);

    /** The text records of a name, each in one piece. */
    CompletionStage<TextAnswer> texts(String name);

    /** The addresses of a host, IPv4 before IPv6; each family in random order. */
    CompletionStage<AddressAnswer> addresses(String host);
}
