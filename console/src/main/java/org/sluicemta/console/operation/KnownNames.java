package org.sluicemta.console.operation;

import java.util.Collection;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.conf.xml.Nearest;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/** The names that operators may use: one that nothing has is refused, with the nearest that something has. */
public final class KnownNames {
    private final TenantDirectory tenants;
    private final EgressPlans plans;
    private volatile Refused last = new Refused("", "");

    @Inject
    public KnownNames(TenantDirectory tenants, EgressPlans plans) {
        this.tenants = tenants;
        this.plans = plans;
    }

    /** A file may name the same wrong tenant a million times; what it should have been is looked for once. */
    private record Refused(String name, String message) {}

    /** Throws IllegalArgumentException when there is no such tenant. */
    public void require(TenantId tenant) {
        if (tenants.find(tenant).isEmpty()) {
            throw none(
                    "tenant",
                    tenant.value(),
                    tenants.all().stream().map(each -> each.id().value()).toList(),
                    "list them with: sluice tenant list");
        }
    }

    /** Throws IllegalArgumentException when egress.xml has no such stream. */
    public void require(StreamId stream) {
        if (!plans.current().streams().containsKey(stream)) {
            throw none(
                    "stream",
                    stream.value(),
                    plans.current().streams().keySet().stream()
                            .map(StreamId::value)
                            .toList(),
                    "egress.xml has them");
        }
    }

    /** Throws IllegalArgumentException when it names a tenant or stream that is not there. */
    public void require(SuppressionScope scope) {
        switch (scope) {
            case SuppressionScope.Global() -> {}
            case SuppressionScope.OfTenant of -> require(of.tenant());
            case SuppressionScope.OfStream of -> {
                require(of.tenant());
                require(of.stream());
            }
        }
    }

    private IllegalArgumentException none(String kind, String name, Collection<String> known, String otherwise) {
        Refused before = last;
        if (before.name().equals(kind + " " + name)) {
            return new IllegalArgumentException(before.message());
        }
        String message = refusal(kind, name, known, otherwise);
        last = new Refused(kind + " " + name, message);
        return new IllegalArgumentException(message);
    }

    /** What is told about a name that nothing has. */
    public static String refusal(String kind, String name, Collection<String> known, @Nullable String otherwise) {
        return "there is no " + kind + " \"" + name + "\""
                + Nearest.to(name, known)
                        .map(near -> ". Did you mean \"" + near + "\"?")
                        .orElse(otherwise == null ? "" : "; " + otherwise);
    }
}
