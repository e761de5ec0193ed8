package org.sluicemta.store.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.sluicemta.keys.password.DerivedSalts;
import org.sluicemta.keys.password.PasswordKeys;
import org.sluicemta.keys.password.ScramPasswordCheck;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantId;

class ScramPasswordCheckTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TenantId ACME = new TenantId("acme");

    private final AtomicLong nanos = new AtomicLong();
    private final Credential credential = new Credential("app@acme", ACME, PasswordKeys.scram("secret", 4_096, RANDOM));
    private final ReplaceableDirectory tenants = new ReplaceableDirectory(index(credential));
    private final ScramPasswordCheck check =
            new ScramPasswordCheck(tenants, new DerivedSalts(new byte[] {1}), RANDOM, nanos::get);

    @Test
    void letsTheRightPasswordPassAgainAndAgain() {
        for (int i = 0; i < 3; i++) {
            assertThat(check.verify("app@acme", "secret")).contains(credential);
            nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        }
    }

    @Test
    void refusesWrongPasswordsAndUnknownUsers() {
        assertThat(check.verify("app@acme", "secret")).isPresent();
        assertThat(check.verify("app@acme", "Secret")).isEmpty();
        assertThat(check.verify("app@acme", "")).isEmpty();
        assertThat(check.verify("nobody", "nobody")).isEmpty();
        assertThat(check.verify("app@acmesecret", "")).isEmpty();
    }

    @Test
    void forgetsAPasswordThatWasChanged() {
        assertThat(check.verify("app@acme", "secret")).isPresent();
        tenants.replace(index(new Credential("app@acme", ACME, PasswordKeys.scram("other", 4_096, RANDOM))));
        assertThat(check.verify("app@acme", "secret")).isEmpty();
        assertThat(check.verify("app@acme", "other")).isPresent();
    }

    @Test
    void forgetsAUserThatWasRemoved() {
        assertThat(check.verify("app@acme", "secret")).isPresent();
        tenants.replace(index());
        assertThat(check.verify("app@acme", "secret")).isEmpty();
    }

    private static TenantIndex index(Credential... credentials) {
        Tenant tenant = new Tenant(ACME, Set.of(), List.of(), Set.of(), new StreamId("transactional"), Set.of());
        return new TenantIndex(List.of(tenant), List.of(credentials));
    }
}
