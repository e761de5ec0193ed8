package org.sluicemta.reputation;

import org.sluicemta.tenant.TenantId;

/** Whose figures: a tenant's, in one stream, from one source, to one site, or of one reporter. */
public record RateKey(TenantId tenant, RateKind kind, String name) {}
