package org.sluicemta.conf.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.conf.xml.ElementDescription;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Places;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.conf.xml.XmlElement;
import org.sluicemta.limit.Limits;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.StoredProof;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantConflict;
import org.sluicemta.tenant.TenantId;

/** Reads {@code tenants.xml}. */
public final class TenantsFile {
    public static final String NAME = "tenants.xml";
    public static final String TITLE =
            "tenants.xml: the tenants known at start. A change is reloaded without a restart.";

    private static final ValueType<StreamId> STREAM = SmtpElements.STREAM;
    private static final ValueType<Boolean> SUPPRESSED = new ValueType<>("one of drop, refuse", text -> switch (text) {
        case "drop" -> false;
        case "refuse" -> true;
        default -> throw new IllegalArgumentException(text);
    });
    private static final ValueType<CredentialIdentity> IDENTITY = new ValueType<>(
            "identities such as sha256:FINGERPRINT, email:app@example.org, dns:, uri: or token:",
            CredentialIdentity::parse);

    /** Owners of domains, listeners and user names so far. */
    private final Map<String, String> taken = new HashMap<>();

    private TenantsFile() {}

    public static List<ConfiguredTenant> read(XmlElement file, Problems problems) {
        ElementReader root = ElementReader.root(file, "tenants", problems);
        List<ConfiguredTenant> tenants = new TenantsFile().tenants(root);
        root.finish();
        return tenants;
    }

    public static ElementDescription describe() {
        ElementReader root = ElementReader.describing("tenants", "The tenants known at start.");
        new TenantsFile().tenants(root);
        return root.description();
    }

    /** The line of the tenant that is to be changed; the file where all of them are in the database. */
    public static String where(Places places, TenantConflict conflict) {
        return conflict.tenants().stream()
                .map(tenant -> places.of(NAME, "tenant[" + tenant + "]"))
                .filter(place -> !place.equals(NAME))
                .findFirst()
                .orElse(NAME);
    }

    private List<ConfiguredTenant> tenants(ElementReader root) {
        List<ConfiguredTenant> tenants = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ElementReader one : root.children("tenant", "A customer.")) {
            String name = one.required("name", ValueTypes.NAME, "unnamed", "Its name.");
            if (name.equals(TenantId.RELAYED.value())) {
                one.problem(
                        "no tenant can be called \"" + name
                                + "\", the name of mail that strangers send to relay domains",
                        "Choose another name");
            }
            if (!names.add(name)) {
                one.problem("two tenants have the name \"" + name + "\"", "Rename one of them");
            }
            tenants.add(new ConfiguredTenant(tenant(one, name), credentials(one, name)));
        }
        return tenants;
    }

    private Tenant tenant(ElementReader one, String name) {
        StreamId defaultStream = one.required(
                "default-stream", STREAM, new StreamId("unnamed"), "Stream of mail that doesn't name one.");
        Set<StreamId> streams = Set.copyOf(one.attribute(
                "streams", ValueTypes.listOf(STREAM), List.of(), "Streams it may use. Default: all open ones."));
        if (!streams.isEmpty() && !streams.contains(defaultStream)) {
            one.problem("default-stream must be one of streams, got \"" + defaultStream + "\"", "Add it to streams");
            streams = Set.of();
        }
        List<String> domains = one.texts("domain", ValueTypes.DOMAIN, "A sender domain of the tenant.");
        List<String> listeners =
                one.texts("listener", ValueTypes.NAME, "jmxName of a listener that carries only the tenant's mail.");
        domains.forEach(domain -> claim(one, "domain", domain, name));
        listeners.forEach(listener -> claim(one, "listener", listener, name));
        return new Tenant(
                new TenantId(name),
                Set.copyOf(domains),
                one.texts("network", ValueTypes.NETWORK, "Clients whose mail belongs to the tenant."),
                Set.copyOf(listeners),
                defaultStream,
                streams,
                one.child(
                                "limits",
                                "How much the tenant may send, where that differs from sluice.xml; 0"
                                        + " for no limit.")
                        .map(SmtpElements::ownLimits)
                        .orElse(Limits.NONE),
                one.optional(
                                "suppressed",
                                SUPPRESSED,
                                "Suppressed recipients: drop accepts and drops them with an event, refuse answers RCPT"
                                        + " with 550 5.7.1. Default: drop.")
                        .orElse(false),
                one.attribute(
                        "weight",
                        ValueTypes.integer(1, Tenant.GREATEST_WEIGHT),
                        Tenant.DEFAULT_WEIGHT,
                        "Its share of a busy site, next to the weights of the others that have mail there, 1 to "
                                + Tenant.GREATEST_WEIGHT + "."));
    }

    private List<ConfiguredCredential> credentials(ElementReader tenant, String name) {
        List<ConfiguredCredential> credentials = new ArrayList<>();
        for (ElementReader one : tenant.children(
                "credential", "A user name for its services. Needs a password, a verifier or an " + "identity.")) {
            String user = one.required("user", ValueTypes.TEXT, "unnamed", "The user name.");
            claim(one, "user", user, name);
            String password = one.secret("password", "The password; better from the environment.");
            if (password != null && password.length() < Credential.SHORTEST_PASSWORD) {
                one.problem(
                        "password must have " + Credential.SHORTEST_PASSWORD + " characters at least, got "
                                + password.length(),
                        "Choose a longer one");
            }
            credentials.add(new ConfiguredCredential(user, password, proofs(one, user, name, password != null)));
        }
        return credentials;
    }

    private List<StoredProof> proofs(ElementReader credential, String user, String tenant, boolean password) {
        List<StoredProof> proofs = new ArrayList<>(verifiers(credential));
        List<CredentialIdentity> identities = credential.attribute(
                "identity",
                ValueTypes.listOf(IDENTITY),
                List.of(),
                "Identities that may log in, separated by spaces: a client certificate (sha256:FINGERPRINT), a "
                        + "name in one from a trusted issuer (email:, dns:, uri:), or a token claim (token:).");
        identities.forEach(identity -> claim(credential, "identity", identity.format(), tenant));
        boolean verifier = credential.secret(
                        "verifier", "The output of sluice tenant password --print; several are separated by spaces.")
                != null;
        if (password == verifier && (password || identities.isEmpty())) {
            credential.problem(
                    "user \"" + user + "\" must have a password or a verifier, got " + (password ? "both" : "neither"),
                    "Give one of them");
        }
        proofs.addAll(identities);
        return proofs;
    }

    private static List<StoredProof> verifiers(ElementReader credential) {
        String text = credential.secret(
                "verifier", "The output of sluice tenant password --print; several are separated by spaces.");
        List<StoredProof> found = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        for (String word :
                text == null ? List.<String>of() : List.of(text.strip().split("\\s+"))) {
            Optional<StoredProof> proof = verifier(word);
            proof.ifPresent(found::add);
            if (proof.isEmpty()) {
                credential.problem(
                        "verifier must be SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey, got [REDACTED]",
                        "Make one with: sluice tenant password --print");
            } else if (!kinds.add(word.substring(0, word.indexOf('$')))) {
                credential.problem("verifier holds two keys of the same kind, got [REDACTED]", "Keep one of them");
            }
        }
        return found;
    }

    private static Optional<StoredProof> verifier(String word) {
        try {
            return Optional.of(StoredProof.parse(word)).filter(proof -> !(proof instanceof CredentialIdentity));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
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
