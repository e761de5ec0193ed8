package org.sluicemta.console.operation;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.dkim.DkimKeys;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneDirectory;
import org.sluicemta.queue.lane.LaneException;
import org.sluicemta.queue.lane.LaneScope;
import org.sluicemta.reputation.StreamSuspensions;
import org.sluicemta.store.access.ApiToken;
import org.sluicemta.store.access.ApiTokens;
import org.sluicemta.store.suppression.DatabaseSuppressionList;
import org.sluicemta.store.tenant.TenantRegistry;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantId;

/**
 * Removes a tenant of the database. Only a running server can do this, because only it knows what is queued. What the
 * tenant's recipients have requested outlives it: suppression entries stay, and so do keys.
 */
public final class TenantRemoval {
    private final TenantRegistry registry;
    private final ApiTokens tokens;
    private final DatabaseSuppressionList suppressions;
    private final DkimKeys keys;
    private final LaneDirectory lanes;
    private final LaneControl control;
    private final StreamSuspensions suspensions;
    private final Audit audit;

    /** What to do with the tenant's queued mail. */
    public enum QueuedMail {
        /** There must be none. */
        REFUSE,
        /** It is delivered anyway. */
        DELIVER,
        /** It is removed, each message with a Cancelled event. */
        PURGE;

        /** Throws IllegalArgumentException that names the value. */
        public static QueuedMail parse(@Nullable String word) {
            if (word == null) {
                return REFUSE;
            }
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "deliver" -> DELIVER;
                case "purge" -> PURGE;
                default ->
                    throw new IllegalArgumentException(
                            "queued mail can be told to deliver or purge, got \"" + word + "\"");
            };
        }
    }

    @Inject
    public TenantRemoval(
            TenantRegistry registry,
            ApiTokens tokens,
            DatabaseSuppressionList suppressions,
            DkimKeys keys,
            LaneDirectory lanes,
            LaneControl control,
            StreamSuspensions suspensions,
            Audit audit) {
        this.registry = registry;
        this.tokens = tokens;
        this.suppressions = suppressions;
        this.keys = keys;
        this.lanes = lanes;
        this.control = control;
        this.suspensions = suspensions;
        this.audit = audit;
    }

    /** What a removal would remove, and what it would leave. */
    public TenantHoldings holdings(String tenant) {
        try {
            return holdings(registry.requireRemovable(new TenantId(tenant)));
        } catch (LaneException e) {
            throw OperationProblem.unavailable(e);
        }
    }

    private TenantHoldings holdings(Tenant tenant) throws LaneException {
        TenantId id = tenant.id();
        List<String> domains = tenant.domains().stream().sorted().toList();
        return new TenantHoldings(
                domains,
                registry.storedCredentials(id).stream()
                        .map(Credential::userName)
                        .sorted()
                        .toList(),
                tokensOf(id).stream().map(ApiToken::name).toList(),
                suppressions.size(id),
                pausesOf(id).stream().map(LaneScope::selector).toList(),
                lanes.mailOf(new LaneScope.OfTenant(id)),
                domains.stream().filter(hasKeysOfItsOwn()).toList());
    }

    private Predicate<String> hasKeysOfItsOwn() {
        return domain -> keys.signingDomain(domain).filter(domain::equals).isPresent();
    }

    /** Removes it if its queued mail allows. Returns what belonged to it. */
    public TenantHoldings remove(Caller.Operator caller, String tenant, QueuedMail mail) {
        return audit.record(caller, "tenant remove", tenant, () -> {
            try {
                Tenant gone = registry.requireRemovable(new TenantId(tenant));
                TenantHoldings before = holdings(gone);
                long purged = settle(gone.id(), before, mail);
                registry.remove(gone.id());
                suspensions.forget(gone.id());
                for (ApiToken token : tokensOf(gone.id())) {
                    tokens.revoke(token.id(), caller.name());
                }
                for (LaneScope pause : pausesOf(gone.id())) {
                    control.resume(pause);
                }
                String result =
                        "removed with " + Counted.of(before.credentials().size(), "credential") + " and "
                                + Counted.of(before.tokens().size(), "token") + "; " + Counted.of(purged, "message")
                                + " purged, " + (before.mail() - purged) + " left to be delivered";
                return new Audit.Done<>(before, TenantOperations.described(gone), "none", result);
            } catch (LaneException e) {
                throw OperationProblem.unavailable(e);
            }
        });
    }

    private long settle(TenantId tenant, TenantHoldings holdings, QueuedMail mail) throws LaneException {
        return switch (mail) {
            case REFUSE -> {
                if (holdings.mail() > 0) {
                    throw new IllegalArgumentException(
                            "tenant " + tenant + " has " + Counted.of(holdings.mail(), "message")
                                    + " in queues. Say what becomes of them: --mail deliver or --mail purge");
                }
                yield 0;
            }
            case DELIVER -> 0;
            case PURGE -> control.purge(new LaneScope.OfTenant(tenant));
        };
    }

    private List<ApiToken> tokensOf(TenantId tenant) {
        return tokens.all().stream()
                .filter(token -> tenant.equals(token.tenant()))
                .toList();
    }

    private List<LaneScope> pausesOf(TenantId tenant) {
        return lanes.paused().stream()
                .filter(scope -> switch (scope) {
                    case LaneScope.OfTenant of -> of.tenant().equals(tenant);
                    case LaneScope.OfTenantInPool of -> of.tenant().equals(tenant);
                    case LaneScope.OfLane of -> tenant.equals(of.lane().tenant());
                    case LaneScope.OfPool ignored -> false;
                    case LaneScope.OfSite ignored -> false;
                })
                .toList();
    }
}
