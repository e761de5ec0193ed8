package org.sluicemta.console.jmx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.sluicemta.reputation.FailureRates;
import org.sluicemta.reputation.RateCounts;
import org.sluicemta.reputation.RateKey;
import org.sluicemta.reputation.RateKind;
import org.sluicemta.reputation.RateSums;
import org.sluicemta.reputation.StreamSuspension;
import org.sluicemta.reputation.StreamSuspensions;
import org.sluicemta.tenant.TenantId;

/** The figures of the window as a bean. */
public final class RateFigures implements RatesMXBean {
    private final FailureRates rates;
    private final StreamSuspensions suspensions;

    @Inject
    public RateFigures(FailureRates rates, StreamSuspensions suspensions) {
        this.rates = rates;
        this.suspensions = suspensions;
    }

    @Override
    public List<RateRow> getRates() {
        return rows(rates.all());
    }

    @Override
    public List<RateRow> ofTenant(String tenant) {
        TenantId id = new TenantId(tenant);
        Map<RateKey, RateCounts> his = new HashMap<>(rates.all());
        his.keySet().removeIf(key -> !key.tenant().equals(id));
        return rows(his);
    }

    @Override
    public List<HoldRow> getHeld() {
        return suspensions.all().stream()
                .filter(suspension -> suspension.state() != StreamSuspension.State.RESUMED)
                .map(suspension -> new HoldRow(
                        suspension.tenant().value(),
                        suspension.stream().value(),
                        suspension.reason(),
                        "tenant=" + suspension.tenant() + " pool=" + suspension.pool(),
                        suspension.since().toString()))
                .toList();
    }

    private static List<RateRow> rows(Map<RateKey, RateCounts> figures) {
        List<RateRow> rows = new ArrayList<>();
        RateSums.byTenant(figures).forEach((name, counts) -> rows.add(row("tenant", name, counts)));
        for (RateKind kind : RateKind.values()) {
            RateSums.by(kind, figures).forEach((name, counts) -> rows.add(row(kind.label(), name, counts)));
        }
        return rows;
    }

    private static RateRow row(String kind, String name, RateCounts counts) {
        return new RateRow(
                kind,
                name,
                counts.sent(),
                counts.delivered(),
                counts.hardBounces(),
                counts.hardBouncePercent(),
                counts.complaints(),
                counts.complaintPercent());
    }
}
