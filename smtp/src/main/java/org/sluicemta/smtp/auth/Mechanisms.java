package org.sluicemta.smtp.auth;

import java.util.List;
import org.sluicemta.listener.AuthSettings.OverTls;
import org.sluicemta.listener.Mechanism;
import org.sluicemta.smtp.session.SmtpSession;

/** The mechanisms a session may use at the moment. */
public final class Mechanisms {
    private Mechanisms() {}

    /** In order of preference; empty when AUTH isn't possible at the moment. */
    public static List<Mechanism> offered(SmtpSession session) {
        return session.listener().auth().mechanisms().stream()
                .filter(mechanism -> isUsable(mechanism, session))
                .toList();
    }

    private static boolean isUsable(Mechanism mechanism, SmtpSession session) {
        if (session.credential() != null) {
            return false; // RFC 4954 section 4: once per session
        }
        var secured = session.secured();
        if (secured == null) {
            OverTls overTls = session.listener().auth().overTls();
            return !mechanism.needsTls()
                    && (overTls == OverTls.NONE || overTls == OverTls.PLAINTEXT && !mechanism.isPlaintext());
        }
        return switch (mechanism) {
            // The TLS session belongs to the peer, not to the client it represents.
            case EXTERNAL -> !session.represents() && secured.hasClientCertificate();
            case SCRAM_SHA_256_PLUS, SCRAM_SHA_1_PLUS ->
                !session.represents() && !secured.channelBindings().isEmpty();
            case SCRAM_SHA_256, SCRAM_SHA_1, OAUTHBEARER, XOAUTH2, CRAM_MD5, PLAIN, LOGIN -> true;
        };
    }
}
