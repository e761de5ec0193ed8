package org.sluicemta.console.operation;

import org.jspecify.annotations.Nullable;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;

/** Who asks for an operation, and what that one may see and change. */
public sealed interface Caller {
    /** For the audit. */
    String name();

    /** Where the request comes from, for the audit. */
    Origin origin();

    /** The operator of the server, who may do everything. */
    record Operator(String name, Origin origin) implements Caller {
        @Override
        public @Nullable TenantId tenant(@Nullable TenantId named) {
            return named;
        }

        @Override
        public boolean maySee(Suppression entry) {
            return true;
        }
    }

    /** Somebody of a tenant, for whom nothing is there but the tenant's own. */
    record OfTenant(String name, TenantId own, Origin origin) implements Caller {
        @Override
        public TenantId tenant(@Nullable TenantId named) {
            if (named != null && !named.equals(own)) {
                throw OperationProblem.forbidden("this token is for tenant " + own + " only");
            }
            return own;
        }

        @Override
        public boolean maySee(Suppression entry) {
            return switch (entry.scope()) {
                case SuppressionScope.Global() -> false;
                case SuppressionScope.OfTenant of -> of.tenant().equals(own);
                case SuppressionScope.OfStream of -> of.tenant().equals(own);
            };
        }
    }

    /**
     * The tenant that the caller means by naming this one, or none; null for all.
     *
     * @throws OperationProblem when it is another's
     */
    @Nullable
    TenantId tenant(@Nullable TenantId named);

    boolean maySee(Suppression entry);

    /**
     * The scope that tenant and stream mean. Neither is the widest that the caller has: everybody, or its own tenant.
     *
     * @throws OperationProblem when it is another's
     */
    default SuppressionScope scope(@Nullable String tenant, @Nullable String stream) {
        TenantId owner = tenant(tenant == null ? null : new TenantId(tenant));
        if (owner == null) {
            return SuppressionScope.of(null, stream);
        }
        return stream == null
                ? new SuppressionScope.OfTenant(owner)
                : new SuppressionScope.OfStream(owner, new StreamId(stream));
    }
}
