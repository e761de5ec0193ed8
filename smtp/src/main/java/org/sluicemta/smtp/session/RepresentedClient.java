package org.sluicemta.smtp.session;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.sluicemta.tenant.Credential;

/**
 * The client a peer represents, as its XCLIENT command describes it. Attributes it doesn't mention are null and stay
 * unchanged.
 *
 * @param address the client's address
 * @param addressUnknown whether the peer doesn't know the address; such a client is never trusted
 * @param name the client's host name as looked up by the peer; empty for none
 * @param helo the client's HELO or EHLO name; empty for none
 * @param extended whether it used EHLO
 * @param login its login at the peer
 */
public record RepresentedClient(
        @Nullable InetAddress address,
        boolean addressUnknown,
        @Nullable String name,
        @Nullable String helo,
        @Nullable Boolean extended,
        @Nullable Credential login) {}
