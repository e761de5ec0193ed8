package org.sluicemta.reputation;

import org.sluicemta.tenant.TenantId;

/** What is counted: a tenant's mail in one stream, from one source, to one site, or complaints by one reporter. */
public record RateKey(TenantId tenant, RateKind kind, String name) {}
