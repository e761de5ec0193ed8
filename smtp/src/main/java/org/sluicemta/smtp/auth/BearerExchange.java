package org.sluicemta.smtp.auth;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.listener.TokenSettings;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.CredentialIdentity.Kind;
import org.sluicemta.tenant.TenantDirectory;

/**
 * OAUTHBEARER (RFC 7628) and its predecessor XOAUTH2: a token in one message. If the token is refused, a challenge
 * tells the client why. The client answers with anything and is then refused.
 */
final class BearerExchange {
    private static final Logger LOG = LoggerFactory.getLogger(BearerExchange.class);
    private static final Reply KEYS_MISSING = Reply.of(454, "4.7.0", "Temporary authentication failure");
    private static final JsonMapper JSON = new JsonMapper();

    private final LoginAttempt attempt;
    private final TenantDirectory tenants;
    private final BearerTokenCheck check;
    private final boolean standard;

    /**
     * @param check the listener's token check; without one these mechanisms aren't offered
     * @param standard true for OAUTHBEARER, false for XOAUTH2
     */
    BearerExchange(LoginAttempt attempt, TenantDirectory tenants, @Nullable BearerTokenCheck check, boolean standard) {
        if (check == null) {
            throw new IllegalStateException("the listener takes no tokens");
        }
        this.attempt = attempt;
        this.tenants = tenants;
        this.check = check;
        this.standard = standard;
    }

    Action begin(@Nullable String initial) {
        return attempt.initial(initial, this::first);
    }

    private Action first(String text) {
        BearerMessage message = BearerMessage.parse(text, standard);
        if (message == null) {
            return attempt.malformed();
        }
        String token = message.token();
        return token == null
                ? refused(message.user(), "invalid_request")
                : new Action.Work(() -> judge(message.user(), check.check(token)));
    }

    private Action judge(String wanted, TokenVerdict verdict) {
        return switch (verdict) {
            case TokenVerdict.Good good -> known(wanted, good.name());
            case TokenVerdict.Bad bad -> {
                LOG.info("Token for user {} refused: {}", LoginAttempt.printable(wanted), bad.reason());
                yield refused(wanted, bad.status());
            }
            case TokenVerdict.Unknown unknown -> {
                LOG.warn(
                        "Token for user {} cannot be checked at the moment: {}",
                        LoginAttempt.printable(wanted),
                        unknown.reason());
                yield attempt.bad(KEYS_MISSING);
            }
        };
    }

    /** The token must identify a credential, and the client must not ask to be another one. */
    private Action known(String wanted, String name) {
        Optional<Credential> credential = identity(name).flatMap(identity -> tenants.findCredential(identity));
        boolean asked = wanted.isEmpty()
                || wanted.equals(name)
                || credential.map(Credential::userName).filter(wanted::equals).isPresent();
        return credential.isPresent() && asked ? attempt.succeeded(credential.get()) : refused(name, "invalid_token");
    }

    private static Optional<CredentialIdentity> identity(String name) {
        try {
            return Optional.of(new CredentialIdentity(Kind.TOKEN, name));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no credential can have this name
        }
    }

    private Action refused(String user, String status) {
        return attempt.ask(challenge(status), anything -> attempt.failed(user));
    }

    /** RFC 7628 section 3.2.2; XOAUTH2 clients expect an HTTP status. */
    private String challenge(String status) {
        ObjectNode error = JSON.createObjectNode();
        TokenSettings settings = check.settings();
        if (standard) {
            error.put("status", status);
            settings.configuration().ifPresent(url -> error.put("openid-configuration", url));
        } else {
            error.put("status", status.equals("invalid_request") ? "400" : "401")
                    .put("schemes", "bearer");
        }
        settings.scope().ifPresent(scope -> error.put("scope", scope));
        return error.toString();
    }
}
