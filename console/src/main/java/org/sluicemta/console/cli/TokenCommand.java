package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.ApiTokenRow;
import org.sluicemta.console.jmx.TokensMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice token …}: who may use the HTTP API. */
@Command(name = "token", description = "Create and revoke HTTP API tokens.", mixinStandardHelpOptions = true)
final class TokenCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            description =
                    "Create a token and print it; it cannot be shown again. Without --tenant it is an operator token.",
            mixinStandardHelpOptions = true)
    int add(
            @Mixin HomeOption home,
            @Parameters(description = "name of the token") String name,
            @Option(names = "--tenant", description = "only for this tenant's entries") @Nullable String tenant) {
        try (ControlPlane server = ControlPlane.connect(home)) {
            out().println(server.bean(TokensMXBean.class).add(name, tenant, Operator.name()));
            return ExitCode.OK.code();
        }
    }

    @Command(description = "List valid tokens without their secrets.", mixinStandardHelpOptions = true)
    int list(@Mixin HomeOption home, @Mixin OutputOption output) {
        try (ControlPlane server = ControlPlane.connect(home)) {
            List<ApiTokenRow> tokens = server.bean(TokensMXBean.class).getTokens();
            if (output.json()) {
                tokens.forEach(token -> output.print(out(), token));
                return ExitCode.OK.code();
            }
            Table table = new Table("ID", "NAME", "TENANT", "CREATED", "BY");
            for (ApiTokenRow token : tokens) {
                String tenant = token.tenant();
                table.row(
                        token.id(),
                        token.name(),
                        tenant == null ? "(operator)" : tenant,
                        token.created(),
                        token.createdBy());
            }
            table.print(out());
            return ExitCode.OK.code();
        }
    }

    @Command(description = "Revoke a token. The next request with it is refused.", mixinStandardHelpOptions = true)
    int revoke(@Mixin HomeOption home, @Parameters(description = "ID of the token, from the list") String id) {
        try (ControlPlane server = ControlPlane.connect(home)) {
            boolean revoked = server.bean(TokensMXBean.class).revoke(id, Operator.name());
            out().println((revoked ? "revoked: " : "no such token: ") + id);
            return (revoked ? ExitCode.OK : ExitCode.NEGATIVE).code();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
