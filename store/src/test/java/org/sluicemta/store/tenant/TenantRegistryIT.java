package org.sluicemta.store.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.keys.password.PasswordKeys;
import org.sluicemta.limit.Limits;
import org.sluicemta.network.IpRange;
import org.sluicemta.store.database.DatabaseContract;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.ScramVerifier;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantAccount;
import org.sluicemta.tenant.TenantConflictException;
import org.sluicemta.tenant.TenantId;

class TenantRegistryIT extends DatabaseContract {
    private static final ScramVerifier VERIFIER = PasswordKeys.scram("secret", 4_096, new SecureRandom());

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> {
            handle.execute("DELETE FROM tenant");
            handle.execute("DELETE FROM credential");
        });
    }

    @Test
    void findsATenantByEverythingThatIsItsOwn() throws Exception {
        TenantRegistry registry = new TenantRegistry(database(), List.of());
        Tenant acme = new Tenant(
                new TenantId("acme"),
                Set.of("acme.example", "acme.test"),
                List.of(IpRange.parse("10.1.0.0/16"), IpRange.parse("2001:db8::/32")),
                Set.of("acme-relay"),
                new StreamId("transactional"),
                Set.of(new StreamId("transactional"), new StreamId("marketing")),
                Limits.NONE,
                false,
                3);
        registry.add(acme);
        registry.add(tenant("other", "other.example", "10.1.2.0/24"));
        registry.addCredential(new Credential("app", acme.id(), VERIFIER));
        for (TenantRegistry each : List.of(registry, new TenantRegistry(database(), List.of()))) {
            assertThat(each.find(acme.id())).contains(acme);
            assertThat(each.findByDomain("ACME.example")).contains(acme);
            assertThat(each.findByListener("acme-relay")).contains(acme);
            assertThat(each.findByHash(acme.id().hash())).contains(acme);
            assertThat(each.findByNetwork(InetAddress.getByName("10.1.3.4"))).contains(acme);
            assertThat(each.findByNetwork(InetAddress.getByName("2001:db8::1"))).contains(acme);
            assertThat(each.findByNetwork(InetAddress.getByName("10.1.2.4")).map(Tenant::id))
                    .contains(new TenantId("other"));
            assertThat(each.findByNetwork(InetAddress.getByName("10.2.0.1"))).isEmpty();
            assertThat(each.findCredential("app").flatMap(Credential::password)).contains(VERIFIER);
            assertThat(each.all()).hasSize(2);
        }
    }

    @Test
    void knowsADomainInEverySpellingAndWhatIsBelowIt() {
        TenantRegistry registry = new TenantRegistry(database(), List.of());
        registry.add(tenant("acme", "b\u00fccher.example", "10.1.0.0/16"));
        registry.add(tenant("other", "own.b\u00fccher.example", "10.2.0.0/16"));
        for (TenantRegistry each : List.of(registry, new TenantRegistry(database(), List.of()))) {
            for (String spelling : List.of("B\u00dccher.example", "xn--bcher-kva.EXAMPLE.", "bu\u0308cher.example")) {
                assertThat(each.findByDomain(spelling).map(Tenant::id))
                        .as(spelling)
                        .contains(new TenantId("acme"));
                assertThat(each.ownerOf("a.b." + spelling).map(Tenant::id)).contains(new TenantId("acme"));
                assertThat(each.ownerOf("a.own." + spelling).map(Tenant::id)).contains(new TenantId("other"));
            }
            assertThat(each.findByDomain("a.b\u00fccher.example")).isEmpty();
            assertThat(each.ownerOf("example")).isEmpty();
        }
        assertThatThrownBy(() -> registry.add(tenant("third", "xn--bcher-kva.example", "10.3.0.0/16")))
                .isInstanceOf(TenantConflictException.class);
    }

    @Test
    void knowsAUserInEverySpelling() {
        TenantRegistry registry = new TenantRegistry(database(), List.of(account(tenant("acme", "acme.example"))));
        registry.addCredential(new Credential("j\u00f6rg", new TenantId("acme"), VERIFIER));

        assertThat(registry.findCredential("jo\u0308rg").map(Credential::userName))
                .contains("j\u00f6rg");
        assertThat(registry.findCredential("J\u00f6rg")).isEmpty();
    }

    @Test
    void keepsEveryProofOfACredential() {
        TenantRegistry registry = new TenantRegistry(database(), List.of(account(tenant("acme", "acme.example"))));
        CredentialIdentity name = CredentialIdentity.parse("email:app@acme.example");
        Credential app = new Credential(
                "app",
                new TenantId("acme"),
                List.of(
                        PasswordKeys.cramMd5("secret"),
                        PasswordKeys.scram(ScramHash.SHA_1, "secret", 4_096, new SecureRandom()),
                        VERIFIER,
                        name));
        registry.addCredential(app);
        for (TenantRegistry each : List.of(registry, new TenantRegistry(database(), List.of(configured("acme"))))) {
            assertThat(each.findCredential(name).orElseThrow().proofs())
                    .containsExactlyInAnyOrderElementsOf(app.proofs());
        }
    }

    @Test
    void replacesWhatACredentialProvesItselfWith() {
        TenantRegistry registry = new TenantRegistry(database(), List.of(configured("acme"), configured("beta")));
        CredentialIdentity before = CredentialIdentity.parse("dns:a.acme.example");
        CredentialIdentity after = CredentialIdentity.parse("dns:b.acme.example");
        registry.addCredential(new Credential("app", new TenantId("acme"), before));
        registry.replaceCredential(new Credential("app", new TenantId("acme"), after));
        assertThat(registry.findCredential(before)).isEmpty();
        assertThat(registry.findCredential(after)).isPresent();
        assertThatThrownBy(() -> registry.replaceCredential(new Credential("app", new TenantId("beta"), after)))
                .hasMessage("user name app belongs to tenant acme, not to beta; choose another one");
        assertThatThrownBy(() -> registry.replaceCredential(new Credential("b", new TenantId("beta"), after)))
                .hasMessageContaining("there is no user name b");
        assertThatThrownBy(() -> registry.addCredential(new Credential("b", new TenantId("beta"), after)))
                .hasMessage("user name b: dns:b.acme.example stands for user name app already; give it to one of them"
                        + " only");
    }

    @Test
    void addsATenantWithItsCredentialsOrNothing() {
        TenantRegistry registry = new TenantRegistry(database(), List.of(configured("acme")));
        registry.addCredential(new Credential("app", new TenantId("acme"), VERIFIER));
        Tenant beta = tenant("beta", "beta.example");
        Credential taken = new Credential("app", beta.id(), VERIFIER);
        assertThatThrownBy(() -> registry.add(new TenantAccount(beta, List.of(taken))))
                .hasMessage("user name app exists already; choose another one");
        assertThat(registry.find(beta.id())).isEmpty();
        registry.add(new TenantAccount(beta, List.of(new Credential("beta-app", beta.id(), VERIFIER))));
        assertThat(new TenantRegistry(database(), List.of(configured("acme"))).findCredential("beta-app"))
                .isPresent();
    }

    @Test
    void findsNoDisabledCredentialOnAnyNode() {
        TenantRegistry registry = new TenantRegistry(database(), List.of(configured("acme")));
        registry.addCredential(new Credential("app", new TenantId("acme"), VERIFIER));

        registry.disableCredential("app", true);

        TenantRegistry other = new TenantRegistry(database(), List.of(configured("acme")));
        assertThat(registry.findCredential("APP")).isEmpty();
        assertThat(other.findCredential("app")).isEmpty();
        assertThat(other.storedCredential("app")).isPresent();
        registry.disableCredential("app", false);
        other.refresh();
        assertThat(other.findCredential("app")).isPresent();
    }

    @Test
    void keepsTheNameOfRelayedMailFree() {
        TenantRegistry registry = new TenantRegistry(database(), List.of());

        assertThatThrownBy(() -> registry.add(tenant("relayed", "acme.example")))
                .isInstanceOf(TenantConflictException.class)
                .hasMessageContaining("choose another name");
    }

    private static TenantAccount configured(String name) {
        return account(tenant(name, name + ".example"));
    }

    @Test
    void refusesWhatAnotherTenantHas() {
        TenantRegistry registry = new TenantRegistry(database(), List.of(account(tenant("acme", "acme.example"))));
        assertThatThrownBy(() -> registry.add(tenant("beta", "acme.example", "beta.example")))
                .isInstanceOf(TenantConflictException.class)
                .hasMessage("tenant beta: domain acme.example belongs to tenant acme already; give it to one of them"
                        + " only");
        assertThat(registry.findByDomain("beta.example")).isEmpty();
        registry.add(tenant("beta", "beta.example"));
        assertThatThrownBy(() -> registry.add(tenant("beta", "beta2.example")))
                .hasMessage("tenant beta exists already; change it, or choose another name");
        registry.addCredential(new Credential("app", new TenantId("acme"), VERIFIER));
        assertThatThrownBy(() -> registry.addCredential(new Credential("app", new TenantId("beta"), VERIFIER)))
                .hasMessage("user name app exists already; choose another one");
        assertThatThrownBy(() -> registry.addCredential(new Credential("b", new TenantId("nobody"), VERIFIER)))
                .hasMessageContaining("there is no tenant nobody");
    }

    @Test
    void refusesNamesWhoseHashesCollide() {
        String[] names = collidingNames();
        TenantRegistry registry = new TenantRegistry(database(), List.of(account(tenant(names[0]))));
        assertThatThrownBy(() -> registry.add(tenant(names[1])))
                .isInstanceOf(TenantConflictException.class)
                .hasMessageContaining("its hash in return paths");
    }

    /** About 80,000 random names hold a pair for a hash of 32 bits. */
    private static String[] collidingNames() {
        Map<Integer, String> seen = new HashMap<>();
        for (int i = 0; ; i++) {
            String name = "tenant-" + i;
            String other = seen.putIfAbsent(new TenantId(name).hash(), name);
            if (other != null) {
                return new String[] {other, name};
            }
        }
    }

    @Test
    void leavesTenantsOfTheConfigurationAlone() {
        TenantAccount acme = account(tenant("acme", "acme.example"), "conf-user");
        TenantRegistry registry = new TenantRegistry(database(), List.of(acme));
        assertThatThrownBy(() -> registry.remove(acme.tenant().id()))
                .hasMessage("tenant acme comes from tenants.xml; change it there");
        assertThatThrownBy(() -> registry.disableCredential("conf-user", true))
                .hasMessage("user name conf-user comes from tenants.xml; change it there");
        assertThatThrownBy(() -> registry.remove(new TenantId("nobody")))
                .hasMessage("there is no tenant nobody; list them with: sluice tenant list");
    }

    @Test
    void removesATenantWithItsCredentials() {
        TenantRegistry registry = new TenantRegistry(database(), List.of());
        Tenant beta = tenant("beta", "beta.example");
        registry.add(beta);
        registry.addCredential(new Credential("b", beta.id(), VERIFIER));
        registry.remove(beta.id());
        assertThat(registry.all()).isEmpty();
        assertThat(registry.findCredential("b")).isEmpty();
        assertThat(new TenantRegistry(database(), List.of()).findCredential("b"))
                .isEmpty();
    }

    @Test
    void replacesATenantAndKeepsItsCredentials() {
        TenantRegistry registry = new TenantRegistry(database(), List.of());
        registry.add(tenant("beta", "beta.example"));
        registry.addCredential(new Credential("b", new TenantId("beta"), VERIFIER));
        registry.replace(tenant("beta", "new.example"));
        assertThat(registry.findByDomain("beta.example")).isEmpty();
        assertThat(registry.findByDomain("new.example")).isPresent();
        assertThat(registry.findCredential("b")).isPresent();
    }

    @Test
    void seesAnotherNodesTenantsAfterARefresh() {
        TenantRegistry one = new TenantRegistry(database(), List.of());
        TenantRegistry two = new TenantRegistry(database(), List.of());
        one.add(tenant("beta", "beta.example"));
        assertThat(two.all()).isEmpty();
        assertThatThrownBy(() -> two.add(tenant("gamma", "beta.example"))).isInstanceOf(TenantConflictException.class);
        two.refresh();
        assertThat(two.findByDomain("beta.example")).isPresent();
        two.add(tenant("gamma", "gamma.example"));
        one.refresh();
        assertThat(one.all()).hasSize(2);
    }

    @Test
    void keepsWhatWasInForceWhenTheNewConfigurationConflicts() {
        TenantRegistry registry = new TenantRegistry(database(), List.of(account(tenant("acme", "acme.example"))));
        registry.add(tenant("beta", "beta.example"));
        assertThatThrownBy(() -> registry.reconfigure(
                        List.of(account(tenant("beta", "x.example")), account(tenant("gamma", "beta.example")))))
                .isInstanceOfSatisfying(
                        TenantConflictException.class,
                        conflict -> assertThat(conflict.problems()).isNotEmpty());
        assertThat(registry.findByDomain("acme.example")).isPresent();
        registry.reconfigure(List.of(account(tenant("gamma", "gamma.example"))));
        assertThat(registry.findByDomain("acme.example")).isEmpty();
        assertThat(registry.findByDomain("gamma.example")).isPresent();
        assertThat(registry.findByDomain("beta.example")).isPresent();
    }

    private static TenantAccount account(Tenant tenant, String... users) {
        return new TenantAccount(
                tenant,
                Arrays.stream(users)
                        .map(user -> new Credential(user, tenant.id(), VERIFIER))
                        .toList());
    }

    /** @param owned domains, and networks where they hold a slash */
    private static Tenant tenant(String name, String... owned) {
        var bySlash = Arrays.stream(owned).collect(Collectors.partitioningBy(text -> text.contains("/")));
        return new Tenant(
                new TenantId(name),
                Set.copyOf(bySlash.getOrDefault(false, List.of())),
                bySlash.getOrDefault(true, List.of()).stream()
                        .map(IpRange::parse)
                        .toList(),
                Set.of(),
                new StreamId("transactional"),
                Set.of());
    }
}
