package org.sluicemta.console.jmx;

import java.util.List;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.operation.TenantOperations;
import org.sluicemta.network.IpRange;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Tenant;

/** The tenants as a bean. */
public final class Tenants implements TenantsMXBean {
    private final TenantOperations operations;
    private final Callers callers;

    @Inject
    public Tenants(TenantOperations operations) {
        this(operations, Callers.OF_SERVER);
    }

    public Tenants(TenantOperations operations, Callers callers) {
        this.operations = operations;
        this.callers = callers;
    }

    @Override
    public List<TenantRow> getTenants() {
        return operations.all().stream().map(Tenants::row).toList();
    }

    @Override
    public void add(
            String tenant,
            List<String> domains,
            List<String> networks,
            String defaultStream,
            List<String> streams,
            int weight,
            @Nullable String userName,
            @Nullable String password,
            String by) {
        operations.add(callers.of(by), tenant, domains, networks, defaultStream, streams, weight, userName, password);
    }

    @Override
    public void set(
            String tenant,
            @Nullable List<String> domains,
            @Nullable List<String> networks,
            @Nullable String defaultStream,
            @Nullable List<String> streams,
            @Nullable Integer weight,
            String by) {
        operations.set(callers.of(by), tenant, domains, networks, defaultStream, streams, weight);
    }

    @Override
    public void disableCredential(String userName, boolean disabled, String by) {
        operations.disableCredential(callers.of(by), userName, disabled);
    }

    @Override
    public void setCredential(@Nullable String tenant, String userName, List<String> proofs, String by) {
        operations.setCredential(callers.of(by), tenant, userName, proofs);
    }

    private static TenantRow row(Tenant tenant) {
        return new TenantRow(
                tenant.id().value(),
                tenant.domains().stream().sorted().toList(),
                tenant.networks().stream().map(IpRange::toString).toList(),
                tenant.defaultStream().value(),
                tenant.streams().stream().map(StreamId::value).sorted().toList(),
                tenant.weight());
    }
}
