/**
 * SMTP as bytes: replies read, commands and content written, on one Netty channel. Start with {@link
 * org.sluicemta.gateway.wire.SmtpWire}. Nothing here knows what a delivery is. RFC 5321 sections 4.2 and 4.5.2,
 * RFC 2034, RFC 2920.
 */
@NullMarked
package org.sluicemta.gateway.wire;

import org.jspecify.annotations.NullMarked;
