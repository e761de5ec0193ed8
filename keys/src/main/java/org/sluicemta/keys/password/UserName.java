package org.sluicemta.keys.password;

import com.ongres.saslprep.SASLprep;

/** User names in the form in which they are compared. */
public final class UserName {
    private UserName() {}

    /** The same for all spellings of a name, RFC 5802 section 5.1; an invalid name stays as it is. */
    public static String comparable(String userName) {
        if (userName.chars().allMatch(c -> c < 0x80)) {
            return userName;
        }
        try {
            return new SASLprep().prepareQuery(userName);
        } catch (IllegalArgumentException forbidden) {
            return userName;
        }
    }
}
