/**
 * DANE: certificates that DNSSEC vouches for in place of an authority. Start with {@link
 * org.sluicemta.gateway.dane.DaneCheck}. RFC 7672, RFC 6698, RFC 7671.
 */
@NullMarked
package org.sluicemta.gateway.dane;

import org.jspecify.annotations.NullMarked;
