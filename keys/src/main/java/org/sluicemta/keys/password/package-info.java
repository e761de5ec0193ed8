/**
 * Passwords: {@link org.sluicemta.keys.password.PasswordKeys} derives what is stored of one, {@link
 * org.sluicemta.keys.password.ScramPasswordCheck} checks one that a client sent in plain text, {@link
 * org.sluicemta.keys.password.DerivedSalts} hides which users exist. Start with {@code PasswordKeys}. RFC 5802,
 * RFC 4013.
 */
@NullMarked
package org.sluicemta.keys.password;

import org.jspecify.annotations.NullMarked;
