/**
 * Passwords: {@link org.sluicemta.keys.password.PasswordKeys} makes what is kept of one, {@link
 * org.sluicemta.keys.password.ScramPasswordCheck} checks one that a client gave in plain text, {@link
 * org.sluicemta.keys.password.DerivedSalts} hides which users exist. Start with {@code PasswordKeys}. RFC 5802, RFC
 * 4013.
 */
@NullMarked
package org.sluicemta.keys.password;

import org.jspecify.annotations.NullMarked;
