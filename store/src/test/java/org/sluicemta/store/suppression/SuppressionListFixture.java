package org.sluicemta.store.suppression;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.store.database.DatabaseContract;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.time.MutableClock;

/** A list that is empty when a test begins, and what tests of it have in common. */
abstract class SuppressionListFixture extends DatabaseContract {
    static final TenantId ACME = new TenantId("acme");
    static final TenantId OTHER = new TenantId("other");
    static final StreamId NEWS = new StreamId("news");
    static final StreamId RECEIPTS = new StreamId("receipts");
    static final SuppressionScope GLOBAL = new SuppressionScope.Global();
    static final SuppressionScope OF_ACME = new SuppressionScope.OfTenant(ACME);
    static final SuppressionScope OF_ACME_NEWS = new SuppressionScope.OfStream(ACME, NEWS);
    static final Duration WINDOW = Duration.ofDays(10);

    final MutableClock clock = new MutableClock();
    DatabaseSuppressionList list = newList();

    DatabaseSuppressionList newList() {
        return new DatabaseSuppressionList(database(), new SuppressionTargets(false), WINDOW, clock);
    }

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> {
            handle.execute("DELETE FROM suppression");
            handle.execute("DELETE FROM suppression_change");
            handle.execute("DELETE FROM soft_failure");
            handle.execute("DELETE FROM suppression_form");
        });
        list.load();
    }

    Suppression entry(String target, SuppressionScope scope) {
        return new Suppression(target, scope, SuppressionReason.MANUAL, "cli", null, "ann", clock.instant(), null);
    }

    long converted(SuppressionTargets targets) throws ConfigurationException {
        try (ListFormat form = ListFormat.convert(database(), targets)) {
            return form.converted();
        }
    }
}
