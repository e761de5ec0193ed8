package org.sluicemta.tenant;

/** A user name that a tenant's services authenticate with. */
public record Credential(String userName, TenantId tenant, ScramVerifier verifier) {}
