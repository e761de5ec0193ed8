/**
 * Signing mail, as its users see it: {@link org.sluicemta.dkim.DkimKeys} says which keys exist, {@link
 * org.sluicemta.dkim.DkimSigning} signs. The module {@code keys} implements both. Start with {@code DkimKeys}. RFC
 * 6376.
 */
@NullMarked
package org.sluicemta.dkim;

import org.jspecify.annotations.NullMarked;
