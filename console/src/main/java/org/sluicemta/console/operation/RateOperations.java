package org.sluicemta.console.operation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.sluicemta.reputation.FailureRates;
import org.sluicemta.reputation.RateCounts;
import org.sluicemta.reputation.RateKey;
import org.sluicemta.reputation.StreamSuspension;
import org.sluicemta.reputation.StreamSuspensions;
import org.sluicemta.tenant.TenantId;

/** What can be asked about bounces and complaints. */
public final class RateOperations {
    private final FailureRates rates;
    private final StreamSuspensions suspensions;

    @Inject
    public RateOperations(FailureRates rates, StreamSuspensions suspensions) {
        this.rates = rates;
        this.suspensions = suspensions;
    }

    /** The counts of the guard's window. */
    public Map<RateKey, RateCounts> all() {
        return rates.all();
    }

    /** One tenant's. */
    public Map<RateKey, RateCounts> ofTenant(TenantId tenant) {
        Map<RateKey, RateCounts> own = new HashMap<>(rates.all());
        own.keySet().removeIf(key -> !key.tenant().equals(tenant));
        return own;
    }

    /** What the guard holds now. */
    public List<StreamSuspension> held() {
        return suspensions.all().stream()
                .filter(suspension -> suspension.state() != StreamSuspension.State.RESUMED)
                .toList();
    }

    /** What {@code sluice queue resume} takes to let it go on. */
    public static String selector(StreamSuspension suspension) {
        return "tenant=" + suspension.tenant() + " pool=" + suspension.pool();
    }
}
