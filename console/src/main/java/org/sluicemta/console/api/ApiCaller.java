package org.sluicemta.console.api;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.access.ApiToken;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;

/** Who sent a request, and what that one may see and change. */
record ApiCaller(ApiToken token) {
    private static final String ATTRIBUTE = "caller";

    void attach(Context context) {
        context.attribute(ATTRIBUTE, this);
    }

    static ApiCaller of(Context context) {
        ApiCaller caller = context.attribute(ATTRIBUTE);
        if (caller == null) {
            throw new IllegalStateException("a path of the API that nobody was asked for a token at");
        }
        return caller;
    }

    /** For the audit. */
    String name() {
        return token.holder();
    }

    /** The only tenant whose entries count for the caller; empty for an operator. */
    Optional<TenantId> bound() {
        return Optional.ofNullable(token.tenant());
    }

    boolean maySee(Suppression entry) {
        TenantId own = token.tenant();
        return own == null
                || switch (entry.scope()) {
                    case SuppressionScope.Global() -> false;
                    case SuppressionScope.OfTenant of -> of.tenant().equals(own);
                    case SuppressionScope.OfStream of -> of.tenant().equals(own);
                };
    }

    /**
     * The tenant that the caller names; a tenant's token means its own when it names none.
     *
     * @throws ApiProblem when it is another's
     */
    @Nullable
    TenantId tenant(@Nullable String named) {
        TenantId own = token.tenant();
        TenantId wanted = named == null ? own : new TenantId(named);
        if (own != null && !own.equals(wanted)) {
            throw ApiProblem.forbidden("this token is for tenant " + own + " only");
        }
        return wanted;
    }

    /** The scope that tenant and stream name; neither is the global one, which only operators may mean. */
    SuppressionScope scope(@Nullable String tenant, @Nullable String stream) {
        TenantId owner = tenant(tenant);
        if (owner == null) {
            if (stream != null) {
                throw new IllegalArgumentException("a stream needs its tenant, got stream \"" + stream + "\" alone");
            }
            return new SuppressionScope.Global();
        }
        return stream == null
                ? new SuppressionScope.OfTenant(owner)
                : new SuppressionScope.OfStream(owner, new StreamId(stream));
    }
}
