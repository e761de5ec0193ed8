/**
 * DKIM signing (RFC 6376, RFC 8463, key sizes of RFC 8301). {@link org.sluicemta.keys.dkim.DkimSigner} creates a
 * signature field for header lines and a body stream. {@link org.sluicemta.keys.dkim.DkimKeyRing} has the keys of a
 * directory and finds the one for a domain. {@link org.sluicemta.keys.dkim.DkimKeyGenerator} creates new ones with
 * their DNS records.
 */
@NullMarked
package org.sluicemta.keys.dkim;

import org.jspecify.annotations.NullMarked;
