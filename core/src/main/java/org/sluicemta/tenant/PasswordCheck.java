package org.sluicemta.tenant;

import java.util.Optional;

/** Checks a password given in clear (PLAIN, LOGIN). Slow on purpose for a first try, quick for a known good one. */
public interface PasswordCheck {
    /** The credential when the password is right; takes as long for unknown users as for wrong passwords. */
    Optional<Credential> verify(String userName, String password);
}
