package org.sluicemta.smtp.auth;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.tls.TlsSession;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.TenantDirectory;

/** EXTERNAL, RFC 4422 appendix A: the certificate identifies the client. */
final class ExternalExchange {
    private final LoginAttempt attempt;
    private final TenantDirectory tenants;
    private final InstantSource clock;

    ExternalExchange(LoginAttempt attempt, TenantDirectory tenants, InstantSource clock) {
        this.attempt = attempt;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** The client may name a user when its certificate is good for several. */
    Action begin(@Nullable String initial) {
        return attempt.initial(initial, wanted -> new Action.Work(() -> check(wanted)));
    }

    private Action check(String wanted) {
        return credentials().stream()
                .filter(credential -> wanted.isEmpty() || credential.userName().equals(wanted))
                .findFirst()
                .map(attempt::succeeded)
                .orElseGet(() -> attempt.failed(wanted));
    }

    private List<Credential> credentials() {
        TlsSession secured = attempt.session().secured();
        if (secured == null) {
            return List.of();
        }
        return secured.clientIdentities(clock.instant()).stream()
                .map(identity -> tenants.findCredential(identity))
                .flatMap(Optional::stream)
                .toList();
    }
}
