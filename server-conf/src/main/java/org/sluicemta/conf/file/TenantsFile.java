package org.sluicemta.conf.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.conf.xml.XmlElement;
import org.sluicemta.limit.Limits;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantId;

/** Reads {@code tenants.xml}. */
public final class TenantsFile {
    public static final String NAME = "tenants.xml";

    private static final ValueType<StreamId> STREAM = DoorParts.STREAM;
    private static final ValueType<Boolean> SUPPRESSED = new ValueType<>("one of drop, refuse", text -> switch (text) {
        case "drop" -> false;
        case "refuse" -> true;
        default -> throw new IllegalArgumentException(text);
    });
    private static final Pattern VERIFIER =
            Pattern.compile("SCRAM-SHA-256\\$\\d{4,7}:[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}");

    /** Who has a domain, listener or user name already. */
    private final Map<String, String> taken = new HashMap<>();

    private TenantsFile() {}

    public static List<ConfiguredTenant> read(XmlElement file, Problems problems) {
        ElementReader root = ElementReader.root(file, "tenants", problems);
        List<ConfiguredTenant> tenants = new TenantsFile().tenants(root);
        root.finish();
        return tenants;
    }

    private List<ConfiguredTenant> tenants(ElementReader root) {
        List<ConfiguredTenant> tenants = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ElementReader one : root.children("tenant")) {
            String name = one.required("name", ValueTypes.NAME, "unnamed");
            if (!names.add(name)) {
                one.problem("two tenants have the name \"" + name + "\"", "Rename one of them");
            }
            tenants.add(new ConfiguredTenant(tenant(one, name), credentials(one, name)));
        }
        return tenants;
    }

    private Tenant tenant(ElementReader one, String name) {
        StreamId defaultStream = one.required("default-stream", STREAM, new StreamId("unnamed"));
        Set<StreamId> streams = Set.copyOf(one.attribute("streams", ValueTypes.listOf(STREAM), List.of()));
        if (!streams.isEmpty() && !streams.contains(defaultStream)) {
            one.problem("default-stream must be one of streams, got \"" + defaultStream + "\"", "Add it to streams");
            streams = Set.of();
        }
        List<String> domains = one.texts("domain", ValueTypes.DOMAIN);
        List<String> listeners = one.texts("listener", ValueTypes.NAME);
        domains.forEach(domain -> claim(one, "domain", domain, name));
        listeners.forEach(listener -> claim(one, "listener", listener, name));
        return new Tenant(
                new TenantId(name),
                Set.copyOf(domains),
                one.texts("network", ValueTypes.NETWORK),
                Set.copyOf(listeners),
                defaultStream,
                streams,
                one.child("limits").map(DoorParts::ownLimits).orElse(Limits.NONE),
                one.attribute("suppressed", SUPPRESSED, false));
    }

    private List<ConfiguredCredential> credentials(ElementReader tenant, String name) {
        List<ConfiguredCredential> credentials = new ArrayList<>();
        for (ElementReader one : tenant.children("credential")) {
            String user = one.required("user", ValueTypes.TEXT, "unnamed");
            claim(one, "user", user, name);
            String password = one.secret("password");
            String verifier = verifier(one).orElse(null);
            checkOne(one, user, password, verifier);
            credentials.add(new ConfiguredCredential(user, password, verifier));
        }
        return credentials;
    }

    private static Optional<String> verifier(ElementReader credential) {
        Optional<String> verifier = Optional.ofNullable(credential.secret("verifier"));
        verifier.filter(text -> !VERIFIER.matcher(text).matches())
                .ifPresent(text -> credential.problem(
                        "verifier must be SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey, got [REDACTED]",
                        "Make one with: sluice tenant password"));
        return verifier;
    }

    private static void checkOne(
            ElementReader credential, String user, @Nullable String password, @Nullable String verifier) {
        if ((password == null) == (verifier == null)) {
            credential.problem(
                    "user \"" + user + "\" must have a password or a verifier, got "
                            + (password == null ? "neither" : "both"),
                    "Give one of them");
        }
    }

    private void claim(ElementReader element, String what, String value, String tenant) {
        String first = taken.putIfAbsent(what + " " + value, tenant);
        if (first != null) {
            element.problem(
                    what + " \"" + value + "\" belongs to tenant " + first + " already", "Take one of them out");
        }
    }
}
