package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.TenantHoldingsRow;
import org.sluicemta.console.jmx.TenantRemovalMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice tenant remove}. */
@Command(
        name = "remove",
        description =
                "Remove a tenant that was added with \"add\", its credentials and its tokens. Without --yes only says"
                        + " what hangs on it, and exits 1. Its suppression entries and DKIM keys stay.",
        mixinStandardHelpOptions = true)
final class TenantRemoveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Mixin
    private OutputOption output;

    @Parameters(description = "the tenant's short name")
    private String tenant = "";

    @Option(names = "--yes", description = "do it")
    private boolean yes;

    @Option(names = "--mail", description = "what becomes of its mail in queues: deliver or purge; refused without it")
    private @Nullable String mail;

    @Override
    public Integer call() {
        try (ControlPlane server = ControlPlane.connect(home)) {
            TenantRemovalMXBean bean = server.bean(TenantRemovalMXBean.class);
            TenantHoldingsRow holdings = yes ? bean.remove(tenant, mail, Operator.name()) : bean.holdings(tenant);
            print(holdings);
            return (yes ? ExitCode.OK : ExitCode.NEGATIVE).code();
        }
    }

    private void print(TenantHoldingsRow holdings) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            output.print(out, holdings);
            return;
        }
        line("domains", holdings.domains());
        line("credentials, removed", holdings.credentials());
        line("tokens, revoked", holdings.tokens());
        line("pauses, resumed", holdings.pauses());
        line("DKIM keys, kept", holdings.keys());
        out.println("suppression entries, kept: " + holdings.suppressions());
        out.println("messages in queues: " + holdings.mail());
        out.println(
                yes ? "tenant removed: " + tenant : "nothing was changed. To remove it: --yes" + aboutMail(holdings));
    }

    private static String aboutMail(TenantHoldingsRow holdings) {
        return holdings.mail() == 0 ? "" : ", and --mail deliver or --mail purge";
    }

    private void line(String what, List<String> values) {
        spec.commandLine().getOut().println(what + ": " + (values.isEmpty() ? "none" : String.join(", ", values)));
    }
}
