package org.sluicemta.smtp.auth;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluicemta.keys.password.DerivedSalts;
import org.sluicemta.listener.Mechanism;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.tls.ChannelBinding;
import org.sluicemta.smtp.tls.TlsSession;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.TenantDirectory;

/** SCRAM over SMTP: the four messages of a {@link ScramServer}, plus the empty one RFC 4954 requires after them. */
final class ScramExchange {
    private final LoginAttempt attempt;
    private final ScramServer exchange;

    /** @param bound whether this is the {@code -PLUS} mechanism */
    ScramExchange(LoginAttempt attempt, TenantDirectory tenants, DerivedSalts salts, ScramHash hash, boolean bound) {
        this.attempt = attempt;
        SmtpSession session = attempt.session();
        Mechanism plus = hash == ScramHash.SHA_256 ? Mechanism.SCRAM_SHA_256_PLUS : Mechanism.SCRAM_SHA_1_PLUS;
        boolean plusOffered = Mechanisms.offered(session).contains(plus);
        this.exchange = new ScramServer(tenants, salts, hash, bound ? bindings(session) : null, plusOffered);
    }

    private static Map<ChannelBinding, byte[]> bindings(SmtpSession session) {
        TlsSession secured = session.secured();
        return secured == null ? Map.of() : secured.channelBindings();
    }

    Action begin(@Nullable String initial) {
        return attempt.initial(initial, this::first);
    }

    private Action first(String message) {
        return switch (exchange.first(message)) {
            case ScramServer.First.Challenge challenge -> attempt.ask(challenge.message(), this::last);
            case ScramServer.First.Malformed malformed -> attempt.malformed();
            case ScramServer.First.Refused refused -> attempt.failed(exchange.userName());
        };
    }

    private Action last(String message) {
        String signature = exchange.last(message);
        return signature == null
                ? attempt.failed(exchange.userName())
                : attempt.ask(signature, empty -> attempt.succeeded(exchange.credential()));
    }
}
