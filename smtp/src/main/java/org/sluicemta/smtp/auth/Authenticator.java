package org.sluicemta.smtp.auth;

import java.time.InstantSource;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.sluicemta.keys.password.DerivedSalts;
import org.sluicemta.listener.Mechanism;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.smtp.conduct.Admission;
import org.sluicemta.smtp.conduct.Strikes;
import org.sluicemta.smtp.metrics.FrontDoorMetrics;
import org.sluicemta.smtp.policy.LoginBans;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.tenant.PasswordCheck;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.TenantDirectory;

/** Starts the exchange of a mechanism with what that mechanism needs. */
@Singleton
public final class Authenticator {
    private final String hostName;
    private final TenantDirectory tenants;
    private final PasswordCheck passwords;
    private final DerivedSalts salts;
    private final TokenChecks tokens;
    private final LoginBans bans;
    private final InstantSource clock;
    private final Admission admission;
    private final Strikes strikes;
    private final FrontDoorMetrics metrics;

    @Inject
    Authenticator(
            ServerSettings settings,
            TenantDirectory tenants,
            PasswordCheck passwords,
            DerivedSalts salts,
            TokenChecks tokens,
            LoginBans bans,
            InstantSource clock,
            Admission admission,
            Strikes strikes,
            FrontDoorMetrics metrics) {
        this.hostName = settings.hostName();
        this.tenants = tenants;
        this.passwords = passwords;
        this.salts = salts;
        this.tokens = tokens;
        this.bans = bans;
        this.clock = clock;
        this.admission = admission;
        this.strikes = strikes;
        this.metrics = metrics;
    }

    /**
     * @param mechanism an offered mechanism
     * @param initial the client's first response, base64, or null when there was none
     */
    public Action begin(Mechanism mechanism, SmtpSession session, @Nullable String initial) {
        LoginAttempt attempt = new LoginAttempt(session, admission, strikes, metrics);
        return switch (mechanism) {
            case EXTERNAL -> new ExternalExchange(attempt, tenants, clock).begin(initial);
            case SCRAM_SHA_256_PLUS -> scram(attempt, ScramHash.SHA_256, true).begin(initial);
            case SCRAM_SHA_256 -> scram(attempt, ScramHash.SHA_256, false).begin(initial);
            case SCRAM_SHA_1_PLUS -> scram(attempt, ScramHash.SHA_1, true).begin(initial);
            case SCRAM_SHA_1 -> scram(attempt, ScramHash.SHA_1, false).begin(initial);
            case OAUTHBEARER -> bearer(attempt, true).begin(initial);
            case XOAUTH2 -> bearer(attempt, false).begin(initial);
            case CRAM_MD5 -> new CramMd5Exchange(attempt, tenants, hostName, clock).begin(initial);
            case PLAIN -> new PasswordExchange(attempt, passwords, bans).plain(initial);
            case LOGIN -> new PasswordExchange(attempt, passwords, bans).login(initial);
        };
    }

    private ScramExchange scram(LoginAttempt attempt, ScramHash hash, boolean bound) {
        return new ScramExchange(attempt, tenants, salts, hash, bound);
    }

    private BearerExchange bearer(LoginAttempt attempt, boolean standard) {
        return new BearerExchange(
                attempt, tenants, tokens.of(attempt.session().listener().auth()), standard);
    }
}
