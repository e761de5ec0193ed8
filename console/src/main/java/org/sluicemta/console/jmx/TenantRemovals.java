package org.sluicemta.console.jmx;

import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.operation.TenantRemoval;

/** The removal of tenants as a bean. */
public final class TenantRemovals implements TenantRemovalMXBean {
    private final TenantRemoval operation;

    @Inject
    public TenantRemovals(TenantRemoval operation) {
        this.operation = operation;
    }

    @Override
    public TenantHoldingsRow holdings(String tenant) {
        return Queues.asked(() -> TenantHoldingsRow.of(operation.holdings(tenant)));
    }

    @Override
    public TenantHoldingsRow remove(String tenant, @Nullable String mail, String by) {
        return Queues.asked(() -> TenantHoldingsRow.of(
                operation.remove(Callers.OF_SERVER.of(by), tenant, TenantRemoval.QueuedMail.parse(mail))));
    }
}
