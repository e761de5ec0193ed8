package org.sluicemta.conf;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sluicemta.conf.file.ConfiguredListener;
import org.sluicemta.conf.file.ConfiguredTenant;
import org.sluicemta.conf.file.EgressFile;
import org.sluicemta.conf.file.ResponsesFile;
import org.sluicemta.conf.file.SluiceFile;
import org.sluicemta.conf.file.SmtpServerFile;
import org.sluicemta.conf.file.TenantsFile;
import org.sluicemta.conf.xml.Nearest;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.egress.SiteId;
import org.sluicemta.response.ClassPolicy;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.response.ResponseRule;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Tenant;

/** Checks names that one file uses and another defines. */
final class CrossReferences {
    private final ServerConfiguration whole;
    private final Problems problems;

    private CrossReferences(ServerConfiguration whole, Problems problems) {
        this.whole = whole;
        this.problems = problems;
    }

    static void check(ServerConfiguration whole, Problems problems) {
        CrossReferences together = new CrossReferences(whole, problems);
        together.platformTenant();
        together.deferredFirst();
        together.tenants();
        together.listeners();
        together.retrySchedules();
        together.sites();
    }

    private void platformTenant() {
        Set<String> names = whole.tenants().stream()
                .map(tenant -> tenant.tenant().id().value())
                .collect(Collectors.toCollection(TreeSet::new));
        known(
                whole.places().of(SluiceFile.NAME, "server"),
                "platform-tenant must be a tenant of " + TenantsFile.NAME,
                whole.settings().platformTenant().value(),
                names);
    }

    private void deferredFirst() {
        whole.settings()
                .smtp()
                .admission()
                .deferredFirst()
                .forEach(stream -> known(
                        whole.places().of(SluiceFile.NAME, "admission"),
                        "admission: deferred-first: " + streamRule(),
                        stream.value(),
                        streams()));
    }

    private void tenants() {
        Set<String> streams = streams();
        Set<String> listeners = whole.listeners().stream()
                .map(listener -> listener.settings().name())
                .collect(Collectors.toCollection(TreeSet::new));
        for (ConfiguredTenant configured : whole.tenants()) {
            Tenant tenant = configured.tenant();
            String subject = "tenant " + tenant.id() + ": ";
            String where = whole.places().of(TenantsFile.NAME, "tenant[" + tenant.id() + "]");
            known(where, subject + streamRule(), tenant.defaultStream().value(), streams);
            tenant.streams().forEach(stream -> known(where, subject + streamRule(), stream.value(), streams));
            tenant.listeners()
                    .forEach(listener -> known(
                            where, subject + "listener must be one of " + SmtpServerFile.NAME, listener, listeners));
        }
    }

    private void listeners() {
        for (ConfiguredListener listener : whole.listeners()) {
            listener.settings().stream()
                    .ifPresent(stream -> known(listener.settings().where(), streamRule(), stream.value(), streams()));
        }
    }

    private void retrySchedules() {
        for (ResponseClass responseClass : ResponseClass.values()) {
            ClassPolicy policy = whole.responses().policy(responseClass);
            known(
                    whole.places().of(ResponsesFile.NAME, "classes/class[" + responseClass.label() + "]"),
                    "class " + responseClass.label() + ": retry must be a retry schedule of " + EgressFile.NAME,
                    policy.retrySchedule(),
                    whole.egress().retrySchedules().keySet());
        }
    }

    private void sites() {
        Set<String> sites = whole.egress().sites().keySet().stream()
                .map(SiteId::value)
                .collect(Collectors.toCollection(TreeSet::new));
        for (ResponseRule rule : whole.responses().rules()) {
            rule.sites()
                    .forEach(site -> known(
                            whole.places().of(ResponsesFile.NAME, "rules/rule[" + rule.id() + "]"),
                            "rule " + rule.id() + ": site must be a site of " + EgressFile.NAME,
                            site.value(),
                            sites));
        }
    }

    private Set<String> streams() {
        return whole.egress().streams().keySet().stream()
                .map(StreamId::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String streamRule() {
        return "stream must be one of " + EgressFile.NAME;
    }

    private void known(String where, String rule, String value, Collection<String> values) {
        if (!values.contains(value)) {
            problems.add(where, rule + ", got \"" + value + "\"", Nearest.hint(value, values));
        }
    }
}
