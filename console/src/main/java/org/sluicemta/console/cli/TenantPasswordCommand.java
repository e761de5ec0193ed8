package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.TenantsMXBean;
import org.sluicemta.console.operation.CredentialProofs;
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
    private int iterations = CredentialProofs.DEFAULT_ITERATIONS;

    @Option(names = "--print", description = "print the element for tenants.xml and change nothing")
    private boolean print;

    @Override
    public Integer call() {
        CredentialProofs proofs = CredentialProofs.ofIdentities(certificates, identities);
        if (!noPassword) {
            proofs = proofs.withPassword(PasswordInput.read(), new CredentialProofs.Schemes(sha1, cramMd5, iterations));
        }
        if (proofs.all().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--no-password leaves nothing to log in with. Give --certificate or --identity");
        }
        if (print) {
            out().println(proofs.element(user));
        } else {
            store(proofs);
        }
        return ExitCode.OK.code();
    }

    private void store(CredentialProofs proofs) {
        try (ControlPlane server = ControlPlane.connect(home)) {
            server.bean(TenantsMXBean.class).setCredential(tenant, user, proofs.formatted(), Operator.name());
            out().println("credential set: " + user);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
