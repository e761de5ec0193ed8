package org.sluicemta.tenant;

import java.util.Optional;

/** Checks a plain-text password (PLAIN, LOGIN). Deliberately slow the first time, fast for a known good one. */
public interface PasswordCheck {
    /** The credential if the password is right. Takes as long for unknown users as for wrong passwords. */
    Optional<Credential> verify(String userName, String password);
}
