/** The one hash function that tokens, keys and certificates are compared by: {@link org.sluicemta.hash.Sha256}. Start there. */
@NullMarked
package org.sluicemta.hash;

import org.jspecify.annotations.NullMarked;
