package org.sluicemta.console.operation;

import org.jspecify.annotations.Nullable;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;

/** Who calls an operation, and what the caller may see and change. */
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

    /** Somebody acting for a tenant, who sees only what belongs to the tenant. */
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
     * The tenant that the caller means by this name, or by none; null for all.
     *
     * @throws OperationProblem when it is another's
     */
    @Nullable
    TenantId tenant(@Nullable TenantId named);

    boolean maySee(Suppression entry);

    /**
     * The scope for a tenant and a stream. Without both it's the caller's widest: global, or its own tenant.
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
