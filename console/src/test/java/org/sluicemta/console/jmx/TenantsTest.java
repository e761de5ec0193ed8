package org.sluicemta.console.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.console.ListFixture;
import org.sluicemta.console.operation.TenantOperations;
import org.sluicemta.keys.password.PasswordKeys;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.TenantConflictException;
import org.sluicemta.tenant.TenantId;

class TenantsTest {
    private static final String KEYS =
            PasswordKeys.scram("secret", 4_096, new SecureRandom()).format();

    @TempDir
    Path home;

    private ListFixture fixture;
    private Tenants tenants;

    @BeforeEach
    void open() throws Exception {
        fixture = new ListFixture(home);
        tenants = new Tenants(new TenantOperations(fixture.tenants, fixture.names, fixture.audit));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void addsATenantWithItsCredentialOrNotAtAll() {
        tenants.add(
                "beta",
                List.of("beta.example"),
                List.of(),
                "transactional",
                List.of(),
                1,
                "beta-app",
                "correct-horse",
                "ann");
        assertThat(fixture.tenants.findCredential("beta-app")).isPresent();
        assertThatThrownBy(() -> tenants.add(
                        "gamma",
                        List.of("gamma.example"),
                        List.of(),
                        "transactional",
                        List.of(),
                        1,
                        "beta-app",
                        "correct-horse",
                        "ann"))
                .isInstanceOf(TenantConflictException.class);
        assertThatThrownBy(() -> tenants.add(
                        "gamma", List.of(), List.of(), "transactional", List.of(), 1, "gamma-app", null, "ann"))
                .hasMessageContaining("needs a password");
        assertThat(fixture.tenants.find(new TenantId("gamma"))).isEmpty();
    }

    @Test
    void takesNoPasswordThatIsGuessedAtOnce() {
        for (String password : List.of("x", "secret", "1234567")) {
            assertThatThrownBy(() -> tenants.add(
                            "beta", List.of(), List.of(), "transactional", List.of(), 1, "beta-app", password, "ann"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("8 characters at least, got " + password.length());
        }
        assertThat(fixture.tenants.find(new TenantId("beta"))).isEmpty();
    }

    @Test
    void changesOfATenantWhatIsGiven() {
        tenants.add(
                "beta",
                List.of("beta.example"),
                List.of("192.0.2.0/24"),
                "transactional",
                List.of(),
                3,
                null,
                null,
                "ann");

        tenants.set("beta", null, null, null, List.of("transactional", "marketing"), null, "ann");
        assertThat(tenants.getTenants()).extracting(TenantRow::weight).contains(3);
        assertThatThrownBy(() -> tenants.set("beta", null, null, null, null, 0, "ann"))
                .hasMessageContaining("1 to 1000, got 0");
        tenants.set("beta", null, List.of(), "marketing", null, 4, "ann");

        assertThat(tenants.getTenants())
                .contains(new TenantRow(
                        "beta",
                        List.of("beta.example"),
                        List.of(),
                        "marketing",
                        List.of("marketing", "transactional"),
                        4));
        assertThatThrownBy(() -> tenants.set("gamma", null, null, null, List.of(), null, "ann"))
                .hasMessageContaining("no tenant gamma");
    }

    @Test
    void keepsACredentialDisabledUntilItIsEnabled() {
        tenants.setCredential("acme", "app", List.of(KEYS, "dns:host.acme.example"), "ann");

        tenants.disableCredential("app", true, "ann");
        tenants.setCredential(null, "app", List.of(KEYS, "dns:host.acme.example"), "ann");

        assertThat(fixture.tenants.findCredential("app")).isEmpty();
        assertThat(fixture.tenants.findCredential(CredentialIdentity.parse("dns:host.acme.example")))
                .isEmpty();
        tenants.disableCredential("app", false, "ann");
        assertThat(fixture.tenants.findCredential("app")).isPresent();
        assertThatThrownBy(() -> tenants.disableCredential("nobody", true, "ann"))
                .hasMessageContaining("no user name nobody");
    }

    @Test
    void setsWhatACredentialProvesItselfWith() {
        assertThatThrownBy(() -> tenants.setCredential(null, "app", List.of(KEYS), "ann"))
                .hasMessageContaining("--tenant");
        tenants.setCredential("acme", "app", List.of(KEYS), "ann");
        tenants.setCredential(null, "app", List.of("dns:host.acme.example"), "ann");
        Credential app = fixture.tenants.findCredential("app").orElseThrow();
        assertThat(app.tenant()).isEqualTo(ListFixture.ACME);
        assertThat(app.proofs()).containsExactly(CredentialIdentity.parse("dns:host.acme.example"));
        assertThatThrownBy(() -> tenants.setCredential("globex", "app", List.of(KEYS), "ann"))
                .hasMessageContaining("belongs to tenant acme");
        assertThatThrownBy(() -> tenants.setCredential(null, "app", List.of("secret"), "ann"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
