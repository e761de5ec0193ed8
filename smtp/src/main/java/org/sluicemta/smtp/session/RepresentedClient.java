package org.sluicemta.smtp.session;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.sluicemta.tenant.Credential;

/**
 * The client that a peer speaks for, as its XCLIENT command described it. What it did not mention is null and stays as it
 * was.
 *
 * @param address the client's address
 * @param addressUnknown whether the peer said that it does not know the address; such a client is trusted nowhere
 * @param name the client's host name as the peer looked it up; empty when it has none
 * @param helo what the client said in HELO or EHLO; empty when it said nothing
 * @param extended whether it said EHLO
 * @param login who it authenticated as at the peer
 */
public record RepresentedClient(
        @Nullable InetAddress address,
        boolean addressUnknown,
        @Nullable String name,
        @Nullable String helo,
        @Nullable Boolean extended,
        @Nullable Credential login) {}
