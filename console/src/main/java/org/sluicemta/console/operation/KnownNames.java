package org.sluicemta.console.operation;

import java.util.Collection;
import java.util.List;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.conf.xml.Nearest;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/** The names that operators may use. An unknown name is refused, with the most similar known one. */
public final class KnownNames {
    private final TenantDirectory tenants;
    private final EgressPlans plans;
    private volatile Refused last = new Refused("", "");

    @Inject
    public KnownNames(TenantDirectory tenants, EgressPlans plans) {
        this.tenants = tenants;
        this.plans = plans;
    }

    /** A file may contain the same wrong tenant a million times, but its suggestion is looked up once. */
    private record Refused(String name, String message) {}

    /** Throws IllegalArgumentException if there is no such tenant. */
    public void require(TenantId tenant) {
        if (tenants.find(tenant).isEmpty()) {
            throw none(
                    "tenant",
                    tenant.value(),
                    tenants.all().stream().map(each -> each.id().value()).toList(),
                    "list them with: sluice tenant list");
        }
    }

    /** Throws IllegalArgumentException if egress.xml has no such stream. */
    public void require(StreamId stream) {
        if (!plans.current().streams().containsKey(stream)) {
            List<String> names = plans.current().streams().keySet().stream()
                    .map(StreamId::value)
                    .sorted()
                    .toList();
            throw none("stream", stream.value(), names, "egress.xml has: " + String.join(", ", names));
        }
    }

    /** Throws IllegalArgumentException if it names an unknown tenant or stream. */
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

    /** The message for an unknown name. */
    public static String refusal(String kind, String name, Collection<String> known, @Nullable String otherwise) {
        return "there is no " + kind + " \"" + name + "\""
                + Nearest.to(name, known)
                        .map(near -> ". Did you mean \"" + near + "\"?")
                        .orElse(otherwise == null ? "" : "; " + otherwise);
    }
}
