package org.sluicemta.rate;

import org.sluicemta.tenant.TenantId;

/** Whose figures: a tenant's, in one stream, from one source or to one site. */
public record RateKey(TenantId tenant, RateKind kind, String name) {}
