/**
 * Return-path tokens ({@link org.sluicemta.keys.returnpath.SignedReturnPathTokens}) and the keys that sign and encrypt
 * them ({@link org.sluicemta.keys.returnpath.TokenKeys}, a file of keys that succeed each other). Start with {@code
 * SignedReturnPathTokens}. RFC 5321 section 4.5.3.1.1, RFC 4648 section 6.
 */
@NullMarked
package org.sluicemta.keys.returnpath;

import org.jspecify.annotations.NullMarked;
