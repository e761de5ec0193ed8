/**
 * Where a domain's mail goes: MX records, their addresses, and what their absence means. Start with {@link
 * org.sluicemta.gateway.dns.MxResolver}. RFC 5321 section 5.1, RFC 7505, RFC 2308.
 */
@NullMarked
package org.sluicemta.gateway.dns;

import org.jspecify.annotations.NullMarked;
