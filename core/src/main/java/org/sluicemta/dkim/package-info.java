/**
 * DKIM signing (RFC 6376, RFC 8463, key sizes of RFC 8301). {@link org.sluicemta.dkim.DkimSigner} makes a signature
 * field for header lines and a body stream; {@link org.sluicemta.dkim.DkimKeyRing} holds the keys of a directory and
 * finds the one for a domain; {@link org.sluicemta.dkim.DkimKeyGenerator} makes new ones with their DNS records.
 */
@NullMarked
package org.sluicemta.dkim;

import org.jspecify.annotations.NullMarked;
