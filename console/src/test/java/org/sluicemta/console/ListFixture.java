package org.sluicemta.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.console.operation.Audit;
import org.sluicemta.console.operation.KnownNames;
import org.sluicemta.console.operation.UnsubscribeOperations;
import org.sluicemta.delivery.feedback.Unsubscriptions;
import org.sluicemta.delivery.feedback.VerifiedSends;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.keys.returnpath.SignedReturnPathTokens;
import org.sluicemta.keys.returnpath.TokenKeys;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.store.audit.AuditTrail;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.sent.DatabaseSentMailStore;
import org.sluicemta.store.suppression.DatabaseSuppressionList;
import org.sluicemta.store.suppression.SuppressionTargets;
import org.sluicemta.store.tenant.TenantRegistry;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantAccount;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.event.RecordingEventLog;
import org.sluicemta.testing.time.MutableClock;

/** The parts of core that the surfaces stand on, on a Derby database of their own, with the tenants acme and globex. */
public final class ListFixture implements AutoCloseable {
    public static final TenantId ACME = new TenantId("acme");
    public static final TenantId GLOBEX = new TenantId("globex");
    public static final StreamId MARKETING = new StreamId("marketing");

    private static final BounceDomain BOUNCES = new BounceDomain("bounce.example", "b-", Set.of(), Period.ofDays(60));

    public final MutableClock clock = new MutableClock();
    public final RecordingEventLog events = new RecordingEventLog(clock);
    public final Database database;
    private final String url;
    public final DatabaseSuppressionList list;
    public final TenantRegistry tenants;
    public final KnownNames names;
    public final AuditTrail trail;
    public final Audit audit;
    public final VerifiedSends sends;
    public final Unsubscriptions unsubscriptions;
    public final UnsubscribeOperations unsubscribing;
    private final SignedReturnPathTokens tokens;

    public ListFixture(Path home) throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        EgressPlans plans = new EgressPlans(new ConfigurationLoader(ChainClassCheck.NONE)
                .load(home.resolve("conf"), home, Map.of())
                .egress());
        url = "jdbc:derby:memory:" + home.getFileName();
        database = Database.open(new DatabaseSettings(url + ";create=true", null, null), home);
        list = new DatabaseSuppressionList(database, new SuppressionTargets(false), Duration.ofDays(30), clock);
        tenants = new TenantRegistry(database, List.of(account(ACME), account(GLOBEX)));
        names = new KnownNames(tenants, plans);
        trail = new AuditTrail(database);
        audit = new Audit(trail, clock);
        TokenKeys keys = TokenKeys.open(home.resolve("token-keys"), BOUNCES.tokenAge(), clock);
        tokens = new SignedReturnPathTokens(BOUNCES, keys, clock);
        sends = new VerifiedSends(tokens, new DatabaseSentMailStore(database), tenants, plans);
        unsubscriptions = new Unsubscriptions(list, events, clock);
        unsubscribing = new UnsubscribeOperations(sends, unsubscriptions);
    }

    private static TenantAccount account(TenantId id) {
        Tenant tenant = new Tenant(id, Set.of(), List.of(), Set.of(), new StreamId("transactional"), Set.of());
        return new TenantAccount(tenant, List.of());
    }

    /** The token of a message in acme's marketing stream; the recipient must be short. */
    public String token(String recipient) {
        return tokens.returnPath(new MessageId(9), 0, ACME, MARKETING, EmailAddress.parse(recipient))
                .localPart();
    }

    @Override
    public void close() {
        database.close();
        drop(url);
    }

    /** Otherwise the memory of each test's database is kept for as long as the process runs. */
    private static void drop(String url) {
        try (Connection none = DriverManager.getConnection(url + ";drop=true")) {
            throw new AssertionError("Derby still has " + none);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as("Derby's word for dropped").isEqualTo("08006");
        }
    }
}
