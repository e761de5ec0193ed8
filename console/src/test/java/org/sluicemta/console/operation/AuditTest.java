package org.sluicemta.console.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.console.ListFixture;
import org.sluicemta.store.access.ApiTokens;
import org.sluicemta.store.audit.AuditEntry;
import org.sluicemta.store.audit.StoredAuditEntry;
import org.sluicemta.store.suppression.DatabaseSuppressionList;
import org.sluicemta.store.suppression.SuppressionTargets;
import org.sluicemta.store.suppression.TargetKey;

class AuditTest {
    private static final Caller.Operator ANN = new Caller.Operator("cli:ann", new Origin(Face.CLI, "127.0.0.1"));

    @TempDir
    Path home;

    private ListFixture fixture;
    private SuppressionOperations suppressions;
    private TenantOperations tenants;
    private TokenOperations tokens;

    @BeforeEach
    void open() throws Exception {
        fixture = new ListFixture(home);
        suppressions = new SuppressionOperations(fixture.list, fixture.names, fixture.clock, fixture.audit);
        tenants = new TenantOperations(fixture.tenants, fixture.names, fixture.audit);
        tokens = new TokenOperations(new ApiTokens(fixture.database, fixture.clock), fixture.names, fixture.audit);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<AuditEntry> entries() {
        return new AuditOperations(fixture.trail)
                .list(null, null, null, null, 100).stream()
                        .map(StoredAuditEntry::entry)
                        .toList();
    }

    private AuditEntry last() {
        return entries().getFirst();
    }

    @Test
    void saysWhoChangedWhatFromWhereAndHowItWasBefore() {
        tenants.add(ANN, "beta", List.of("beta.example"), List.of(), "transactional", List.of(), 1, null, null);
        tenants.set(ANN, "beta", null, null, "marketing", null, null);

        AuditEntry set = last();
        assertThat(set.by()).isEqualTo("cli:ann");
        assertThat(set.from()).isEqualTo("127.0.0.1");
        assertThat(set.face()).isEqualTo("cli");
        assertThat(set.verb()).isEqualTo("tenant set");
        assertThat(set.subject()).isEqualTo("beta");
        assertThat(set.before()).contains("domains [beta.example]", "default stream transactional");
        assertThat(set.after()).contains("domains [beta.example]", "default stream marketing");
        assertThat(set.at()).isEqualTo(fixture.clock.instant());
    }

    @Test
    void saysWhatOperatorsWereRefused() {
        assertThatThrownBy(() -> tenants.set(ANN, "nobody", null, null, "marketing", null, null));
        assertThat(last().verb()).isEqualTo("tenant set");
        assertThat(last().result()).startsWith("refused: there is no tenant nobody");
        assertThatThrownBy(() -> suppressions.remove(ANN, "a@b.example", null, null));
        assertThat(last().result()).startsWith("refused: there is no entry for");
    }

    @Test
    void changesOfTheListAreRecordedWithTheEntryBefore() {
        suppressions.add(ANN, "operator", Map.of("target", "a@b.example", "tenant", "acme"));
        assertThat(last().subject()).isEqualTo("a@b.example for tenant acme");
        assertThat(last().before()).isEqualTo("none");
        suppressions.remove(ANN, "a@b.example", "acme", null);
        assertThat(last().verb()).isEqualTo("suppression remove");
        assertThat(last().before()).startsWith("manual from operator by cli:ann");
        assertThat(last().after()).isEqualTo("none");
        suppressions.undo(
                ANN,
                "operator",
                fixture.clock.instant(),
                fixture.clock.instant().plusSeconds(1));
        assertThat(last().result()).isEqualTo("0 entries removed, 0 earlier entries restored");
    }

    @Test
    void keepsNoAddressWhereTheListKeepsHashes() throws Exception {
        DatabaseSuppressionList hashed = new DatabaseSuppressionList(
                fixture.database,
                new SuppressionTargets(false, Optional.of(TargetKey.open(home.resolve("key")))),
                Duration.ofDays(30),
                fixture.clock);
        SuppressionOperations operations =
                new SuppressionOperations(hashed, fixture.names, fixture.clock, fixture.audit);
        operations.add(ANN, "operator", Map.of("target", "secret@b.example"));
        operations.remove(ANN, "secret@b.example", null, null);
        assertThatThrownBy(() -> operations.remove(ANN, "secret@b.example", null, null));
        assertThatThrownBy(() -> operations.add(ANN, "operator", Map.of("target", "secret@@b")));

        assertThat(entries()).hasSize(4).noneMatch(entry -> entry.toString().contains("secret"));
    }

    @Test
    void aTenantsProgramIsRecordedWithItsAddressButNotEachTimeItIsRefused() {
        String text = tokens.add(ANN, "shop", "acme");
        assertThat(last().result()).startsWith("added with ID ").doesNotContain(text.substring(30));
        Caller caller = tokens.caller(text, new Origin(Face.HTTP, "192.0.2.7")).orElseThrow();

        suppressions.add(caller, "api", Map.of("target", "a@b.example"));

        assertThat(last().face()).isEqualTo("http");
        assertThat(last().from()).isEqualTo("192.0.2.7");
        assertThat(last().by()).startsWith("api:shop/");
        int before = entries().size();
        assertThatThrownBy(() -> suppressions.add(caller, "api", Map.of("target", "nonsense")));
        assertThat(entries()).hasSize(before);
    }

    @Test
    void passwordsAreNeverRecorded() {
        tenants.add(
                ANN, "beta", List.of(), List.of(), "transactional", List.of(), 1, "beta-app", "correct-horse-battery");
        assertThat(last().toString()).contains("beta-app").doesNotContain("correct-horse");
        assertThatThrownBy(() -> tenants.setCredential(ANN, "beta", "other", List.of("correct-horse-battery")));
        assertThat(last().toString()).doesNotContain("correct-horse");
    }
}
