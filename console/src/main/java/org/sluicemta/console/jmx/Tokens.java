package org.sluicemta.console.jmx;

import java.util.List;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.access.ApiTokens;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/** The tokens of the HTTP API as a bean. */
public final class Tokens implements TokensMXBean {
    private final ApiTokens tokens;
    private final TenantDirectory tenants;

    @Inject
    public Tokens(ApiTokens tokens, TenantDirectory tenants) {
        this.tokens = tokens;
        this.tenants = tenants;
    }

    @Override
    public List<ApiTokenRow> getTokens() {
        return tokens.all().stream().map(ApiTokenRow::of).toList();
    }

    @Override
    public String add(String name, @Nullable String tenant, String by) {
        TenantId owner = tenant == null ? null : new TenantId(tenant);
        if (owner != null && tenants.find(owner).isEmpty()) {
            throw new IllegalArgumentException("no tenant \"" + tenant + "\". List them with: sluice tenant list");
        }
        return tokens.add(name, owner, by).text();
    }

    @Override
    public boolean revoke(String id, String by) {
        return tokens.revoke(id, by);
    }
}
