/**
 * The signed token in the envelope sender (VERP) that joins what comes back to what was sent. Opaque, case-insensitive,
 * at most 64 octets. Start with {@link org.sluicemta.returnpath.ReturnPathToken}; how it is made is in
 * {@link org.sluicemta.returnpath.SignedReturnPathTokens}, what it is signed with in
 * {@link org.sluicemta.returnpath.TokenKeys}. RFC 5321 section 4.5.3.1.1, RFC 4648 section 6.
 */
@NullMarked
package org.sluicemta.returnpath;

import org.jspecify.annotations.NullMarked;
