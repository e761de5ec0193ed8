package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.SuppressionRow;
import org.sluicemta.console.jmx.SuppressionsMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice suppression …}: who must not be mailed. */
@Command(
        name = "suppression",
        description = "Look at and change who must not be mailed.",
        mixinStandardHelpOptions = true)
final class SuppressionCommand {
    private static final String TARGET = "address or domain";
    private static final String TENANT = "only for this tenant (default: for all)";
    private static final String STREAM = "only for this stream of the tenant";
    private static final int PAGE = 1000;

    @Spec
    private CommandSpec spec;

    @Command(
            description = "Is it suppressed? Prints the entries; exit 1 when there are none.",
            mixinStandardHelpOptions = true)
    int check(@Mixin HomeOption home, @Mixin OutputOption output, @Parameters(description = TARGET) String target) {
        return with(home, list -> {
            List<SuppressionRow> entries = list.find(target);
            print(output, entries);
            return (entries.isEmpty() ? ExitCode.NEGATIVE : ExitCode.OK).code();
        });
    }

    @Command(description = "Add an entry.", mixinStandardHelpOptions = true)
    int add(
            @Mixin HomeOption home,
            @Parameters(description = TARGET) String target,
            @Option(names = "--tenant", description = TENANT) @Nullable String tenant,
            @Option(names = "--stream", description = STREAM) @Nullable String stream,
            @Option(
                            names = "--reason",
                            defaultValue = "manual",
                            description = "hard-bounce, soft-bounce, complaint, unsubscribe or manual (default)")
                    String reason,
            @Option(names = "--evidence", description = "why, in a line") @Nullable String evidence) {
        return with(home, list -> {
            list.add(target, tenant, stream, reason, evidence, Operator.name());
            out().println("suppressed: " + target);
            return ExitCode.OK.code();
        });
    }

    @Command(description = "Remove an entry of exactly this scope.", mixinStandardHelpOptions = true)
    int remove(
            @Mixin HomeOption home,
            @Parameters(description = TARGET) String target,
            @Option(names = "--tenant", description = TENANT) @Nullable String tenant,
            @Option(names = "--stream", description = STREAM) @Nullable String stream) {
        return with(home, list -> {
            boolean removed = list.remove(target, tenant, stream, Operator.name());
            out().println((removed ? "removed: " : "no such entry: ") + target);
            return (removed ? ExitCode.OK : ExitCode.NEGATIVE).code();
        });
    }

    @Command(description = "List the entries.", mixinStandardHelpOptions = true)
    int list(
            @Mixin HomeOption home,
            @Mixin OutputOption output,
            @Option(names = "--tenant", description = "only this tenant's entries") @Nullable String tenant) {
        return with(home, list -> {
            String after = null;
            List<SuppressionRow> page;
            do {
                page = list.list(tenant, after, PAGE);
                print(output, page);
                after = page.isEmpty() ? null : page.getLast().target();
            } while (page.size() == PAGE);
            return ExitCode.OK.code();
        });
    }

    private void print(OutputOption output, List<SuppressionRow> entries) {
        if (output.json()) {
            entries.forEach(entry -> output.print(out(), entry));
            return;
        }
        if (entries.isEmpty()) {
            out().println("no entries");
            return;
        }
        Table table = new Table("TARGET", "TENANT", "STREAM", "REASON", "SOURCE", "CREATED", "EVIDENCE");
        for (SuppressionRow entry : entries) {
            String tenant = entry.tenant();
            table.row(
                    entry.target(),
                    tenant == null ? "(all)" : tenant,
                    entry.stream(),
                    entry.reason(),
                    entry.source(),
                    entry.created(),
                    entry.evidence());
        }
        table.print(out());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static int with(HomeOption home, ToIntFunction<SuppressionsMXBean> action) {
        try (ControlPlane server = ControlPlane.connect(home.home())) {
            return action.applyAsInt(server.bean(SuppressionsMXBean.class));
        }
    }
}
