/**
 * The signed token in the envelope sender (VERP) that links returned mail to what was sent. Tokens are opaque,
 * case-insensitive and at most 64 octets. Start with {@link org.sluicemta.returnpath.ReturnPathToken} and {@link
 * org.sluicemta.returnpath.ReturnPathTokens}, which makes and verifies them. RFC 5321 section 4.5.3.1.1.
 */
@NullMarked
package org.sluicemta.returnpath;

import org.jspecify.annotations.NullMarked;
