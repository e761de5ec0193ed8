package org.sluicemta.gateway.connection;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.sluicemta.egress.NextHopCredential;

/** The client's side of AUTH, RFC 4954. */
final class Authentication {
    private Authentication() {}

    /** RFC 4616, with the initial response on the command line. */
    static String plain(NextHopCredential credential) {
        return "AUTH PLAIN " + encoded("\0" + credential.user() + "\0" + credential.password());
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
