package org.sluicemta.console.operation;

import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.access.ApiToken;
import org.sluicemta.store.access.ApiTokens;
import org.sluicemta.tenant.TenantId;

/** What can be done with the tokens of the HTTP API. Each token's row records who created and who revoked it. */
public final class TokenOperations {
    private final ApiTokens tokens;
    private final KnownNames names;
    private final Audit audit;

    @Inject
    public TokenOperations(ApiTokens tokens, KnownNames names, Audit audit) {
        this.audit = audit;
        this.tokens = tokens;
        this.names = names;
    }

    /** The caller with this token; empty if it isn't a valid token. */
    public Optional<Caller> caller(String text, Origin origin) {
        return tokens.verify(text).map(token -> caller(token, origin));
    }

    private static Caller caller(ApiToken token, Origin origin) {
        TenantId own = token.tenant();
        return own == null
                ? new Caller.Operator(token.holder(), origin)
                : new Caller.OfTenant(token.holder(), own, origin);
    }

    public List<ApiToken> all() {
        return tokens.all();
    }

    /**
     * Creates a token and returns its text, which isn't stored anywhere.
     *
     * @param tenant it is for; null for an operator
     * @throws IllegalArgumentException if there is no such tenant
     */
    public String add(Caller.Operator caller, String name, @Nullable String tenant) {
        return audit.record(caller, "token add", name + (tenant == null ? "" : " for tenant " + tenant), () -> {
            TenantId owner = tenant == null ? null : new TenantId(tenant);
            if (owner != null) {
                names.require(owner);
            }
            ApiTokens.Fresh fresh = tokens.add(name, owner, caller.name());
            return Audit.Done.of(fresh.text(), "added with ID " + fresh.token().id());
        });
    }

    /** Returns false if there is no such token in force. */
    public boolean revoke(Caller.Operator caller, String id) {
        return audit.record(caller, "token revoke", id, () -> {
            boolean revoked = tokens.revoke(id, caller.name());
            return Audit.Done.of(revoked, revoked ? "revoked" : "there is no such token in force");
        });
    }
}
