package org.sluicemta.smtp.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.AuthSettings.OverTls;
import org.sluicemta.listener.Mechanism;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.tenant.ScramHash;

/** What a session may authenticate with right now. */
public final class Mechanisms {
    private Mechanisms() {}

    /** In order of preference; empty when AUTH is not possible now. */
    public static List<Mechanism> offered(SmtpSession session) {
        return session.listener().auth().mechanisms().stream()
                .filter(mechanism -> isUsable(mechanism, session))
                .toList();
    }

    private static boolean isUsable(Mechanism mechanism, SmtpSession session) {
        if (session.credential() != null) {
            return false; // RFC 4954 section 4: once a session
        }
        var secured = session.secured();
        if (secured == null) {
            OverTls overTls = session.listener().auth().overTls();
            return !mechanism.needsTls()
                    && (overTls == OverTls.NONE || overTls == OverTls.PLAINTEXT && !mechanism.isPlaintext());
        }
        return switch (mechanism) {
            // TLS is that of the peer, not of the client it speaks for.
            case EXTERNAL -> !session.represents() && secured.hasClientCertificate();
            case SCRAM_SHA_256_PLUS, SCRAM_SHA_1_PLUS ->
                !session.represents() && !secured.channelBindings().isEmpty();
            case SCRAM_SHA_256, SCRAM_SHA_1, OAUTHBEARER, XOAUTH2, CRAM_MD5, PLAIN, LOGIN -> true;
        };
    }

    /**
     * Begins the talk of a mechanism that is offered.
     *
     * @param initial the client's first response, base64, or null when it gave none
     */
    public static Action begin(Mechanism mechanism, SmtpSession session, @Nullable String initial) {
        LoginAttempt attempt = new LoginAttempt(session);
        return switch (mechanism) {
            case EXTERNAL -> new ExternalExchange(attempt).begin(initial);
            case SCRAM_SHA_256_PLUS -> new ScramExchange(attempt, ScramHash.SHA_256, true).begin(initial);
            case SCRAM_SHA_256 -> new ScramExchange(attempt, ScramHash.SHA_256, false).begin(initial);
            case SCRAM_SHA_1_PLUS -> new ScramExchange(attempt, ScramHash.SHA_1, true).begin(initial);
            case SCRAM_SHA_1 -> new ScramExchange(attempt, ScramHash.SHA_1, false).begin(initial);
            case OAUTHBEARER -> new BearerExchange(attempt, true).begin(initial);
            case XOAUTH2 -> new BearerExchange(attempt, false).begin(initial);
            case CRAM_MD5 -> new CramMd5Exchange(attempt).begin(initial);
            case PLAIN -> new PasswordExchange(attempt).plain(initial);
            case LOGIN -> new PasswordExchange(attempt).login(initial);
        };
    }
}
