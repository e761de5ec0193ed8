package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.TenantsMXBean;
import org.sluicemta.keys.password.PasswordKeys;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.ScramVerifier;
import org.sluicemta.tenant.StoredProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code sluice tenant password}: sets a credential's password or identities. The password is turned into keys here;
 * the server never sees it.
 */
@Command(
        name = "password",
        description =
                "Set a credential's password or identities, on the running server or, with --print, for tenants.xml."
                        + " Replaces all it had before. The password is prompted for, or read from standard input or"
                        + " SLUICE_TENANT_PASSWORD, and stored as SCRAM-SHA-256 keys.",
        mixinStandardHelpOptions = true)
final class TenantPasswordCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Parameters(paramLabel = "USER", description = "name of the credential")
    private String user = "";

    @Option(names = "--tenant", description = "tenant of the credential; required for a new one")
    private @Nullable String tenant;

    @Option(names = "--scram-sha-1", description = "also store SCRAM-SHA-1 keys, for clients without SHA-256")
    private boolean sha1;

    @Option(
            names = "--cram-md5",
            description =
                    "also store a CRAM-MD5 key, which is unsalted and fast to guess, for clients that support nothing else")
    private boolean cramMd5;

    @Option(
            names = "--certificate",
            paramLabel = "FINGERPRINT",
            description = "SHA-256 of a client certificate that may log in as this user; may be repeated")
    private List<String> certificates = List.of();

    @Option(
            names = "--identity",
            paramLabel = "KIND:VALUE",
            description =
                    "a name in a client certificate (email:, dns:, uri:) or in a token (token:) that may log in as"
                            + " this user; may be repeated")
    private List<String> identities = List.of();

    @Option(names = "--no-password", description = "certificates and identities only")
    private boolean noPassword;

    @Option(names = "--iterations", description = "rounds of PBKDF2, 4096 to 10000000 (100000)")
    private int iterations = ScramVerifier.DEFAULT_ITERATIONS;

    @Option(names = "--print", description = "print the element for tenants.xml and change nothing")
    private boolean print;

    @Override
    public Integer call() {
        List<StoredProof> proofs = identities();
        if (!noPassword) {
            proofs.addAll(keys(PasswordInput.read()));
        }
        if (proofs.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--no-password leaves nothing to log in with. Give --certificate or --identity");
        }
        if (print) {
            out().println(element(user, proofs));
        } else {
            store(proofs);
        }
        return ExitCode.OK.code();
    }

    private List<StoredProof> identities() {
        List<StoredProof> proofs = new ArrayList<>();
        certificates.forEach(
                fingerprint -> proofs.add(new CredentialIdentity(CredentialIdentity.Kind.SHA256, fingerprint)));
        identities.forEach(identity -> proofs.add(CredentialIdentity.parse(identity)));
        return proofs;
    }

    private List<StoredProof> keys(String password) {
        SecureRandom random = new SecureRandom();
        List<StoredProof> keys = new ArrayList<>();
        keys.add(PasswordKeys.scram(ScramHash.SHA_256, password, iterations, random));
        if (sha1) {
            keys.add(PasswordKeys.scram(ScramHash.SHA_1, password, iterations, random));
        }
        if (cramMd5) {
            keys.add(PasswordKeys.cramMd5(password));
        }
        return keys;
    }

    private void store(List<StoredProof> proofs) {
        try (ControlPlane server = ControlPlane.connect(home)) {
            server.bean(TenantsMXBean.class)
                    .setCredential(
                            tenant,
                            user,
                            proofs.stream().map(StoredProof::format).toList(),
                            Operator.name());
            out().println("credential set: " + user);
        }
    }

    /** The element of tenants.xml. */
    static String element(String user, List<StoredProof> proofs) {
        return "<credential user=\"" + escaped(user) + "\""
                + attribute(
                        "verifier",
                        proofs.stream()
                                .filter(proof -> !(proof instanceof CredentialIdentity))
                                .toList())
                + attribute(
                        "identity",
                        proofs.stream()
                                .filter(CredentialIdentity.class::isInstance)
                                .toList())
                + "/>";
    }

    private static String attribute(String name, List<StoredProof> proofs) {
        return proofs.isEmpty()
                ? ""
                : proofs.stream()
                        .map(StoredProof::format)
                        .map(TenantPasswordCommand::escaped)
                        .collect(Collectors.joining(" ", " " + name + "=\"", "\""));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
