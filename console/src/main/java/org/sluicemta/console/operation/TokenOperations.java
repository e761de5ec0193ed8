package org.sluicemta.console.operation;

import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.access.ApiToken;
import org.sluicemta.store.access.ApiTokens;
import org.sluicemta.tenant.TenantId;

/** What can be done to the tokens of the HTTP API. Each token's row keeps who made and who revoked it. */
public final class TokenOperations {
    private final ApiTokens tokens;
    private final KnownNames names;

    @Inject
    public TokenOperations(ApiTokens tokens, KnownNames names) {
        this.tokens = tokens;
        this.names = names;
    }

    /** Whose text this is; empty when it is no token in force. */
    public Optional<Caller> caller(String text) {
        return tokens.verify(text).map(TokenOperations::caller);
    }

    private static Caller caller(ApiToken token) {
        TenantId own = token.tenant();
        return own == null ? new Caller.Operator(token.holder()) : new Caller.OfTenant(token.holder(), own);
    }

    public List<ApiToken> all() {
        return tokens.all();
    }

    /**
     * Makes a token and returns its text, which is kept nowhere.
     *
     * @param tenant whom it is for; null for an operator
     * @throws IllegalArgumentException when there is no such tenant
     */
    public String add(Caller.Operator caller, String name, @Nullable String tenant) {
        TenantId owner = tenant == null ? null : new TenantId(tenant);
        if (owner != null) {
            names.require(owner);
        }
        return tokens.add(name, owner, caller.name()).text();
    }

    /** False when there is no such token that isn't revoked. */
    public boolean revoke(Caller.Operator caller, String id) {
        return tokens.revoke(id, caller.name());
    }
}
