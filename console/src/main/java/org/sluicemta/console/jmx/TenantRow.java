package org.sluicemta.console.jmx;

import java.util.List;

/** A tenant, as shown to operators. */
public record TenantRow(
        String tenant,
        List<String> domains,
        List<String> networks,
        String defaultStream,
        List<String> streams,
        int weight) {}
