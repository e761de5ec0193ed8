/**
 * DKIM signing (RFC 6376, RFC 8463, key sizes of RFC 8301). {@link org.sluicemta.keys.dkim.DkimSigner} makes a signature
 * field for header lines and a body stream; {@link org.sluicemta.keys.dkim.DkimKeyRing} holds the keys of a directory and
 * finds the one for a domain; {@link org.sluicemta.keys.dkim.DkimKeyGenerator} makes new ones with their DNS records.
 */
@NullMarked
package org.sluicemta.keys.dkim;

import org.jspecify.annotations.NullMarked;
