/**
 * How return-path tokens are made ({@link org.sluicemta.keys.returnpath.SignedReturnPathTokens}) and what they are sealed
 * with ({@link org.sluicemta.keys.returnpath.TokenKeys}: a file of keys that follow each other). Start with {@code
 * SignedReturnPathTokens}. RFC 5321 section 4.5.3.1.1, RFC 4648 section 6.
 */
@NullMarked
package org.sluicemta.keys.returnpath;

import org.jspecify.annotations.NullMarked;
