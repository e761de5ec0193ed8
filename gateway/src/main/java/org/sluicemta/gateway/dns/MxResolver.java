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

    /** The text records of a name, each in one piece. */
    CompletionStage<TextAnswer> texts(String name);

    /** The addresses of a host, IPv4 before IPv6; each family in random order. */
    CompletionStage<AddressAnswer> addresses(String host);
}
