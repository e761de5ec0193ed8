/**
 * Signing mail, as those see it who have mail to sign: {@link org.sluicemta.dkim.DkimKeys} says whose keys there are, {@link
 * org.sluicemta.dkim.DkimSigning} signs. The module {@code keys} has the keys. Start with {@code DkimKeys}. RFC 6376.
 */
@NullMarked
package org.sluicemta.dkim;

import org.jspecify.annotations.NullMarked;
