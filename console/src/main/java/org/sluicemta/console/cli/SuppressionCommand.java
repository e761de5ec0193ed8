package org.sluicemta.console.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.ImportRow;
import org.sluicemta.console.jmx.SuppressionRow;
import org.sluicemta.console.jmx.SuppressionsMXBean;
import org.sluicemta.console.jmx.UndoRow;
import org.sluicemta.console.operation.Counted;
import org.sluicemta.console.operation.SuppressionOperations;
import org.sluicemta.store.suppression.SuppressionExport;
import org.sluicemta.suppression.Suppression;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice suppression …}: who must not be mailed. */
@Command(
        name = "suppression",
        description =
                "Inspect and change the suppression list, through the running server or in the database of one that"
                        + " is stopped.",
        mixinStandardHelpOptions = true)
final class SuppressionCommand {
    private static final String TARGET = "address or domain";
    private static final String TENANT = "only for this tenant (default: for all)";
    private static final String STREAM = "only for this stream of the tenant";
    private static final int PAGE = 1000;

    @Spec
    private CommandSpec spec;

    @Command(
            description = "Check whether an address is suppressed. Prints matching entries; exits 1 if there are none.",
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

    @Command(description = "Remove the entry with exactly this scope.", mixinStandardHelpOptions = true)
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
            } while (page.size() >= PAGE);
            return ExitCode.OK.code();
        });
    }

    @Command(
            name = "import",
            description = "Add entries from a CSV file, or a file with one address or domain per line. Shows"
                    + " progress and skipped lines; exits 65 if there were any.",
            mixinStandardHelpOptions = true)
    int importFile(
            @Mixin HomeOption home,
            @Mixin OutputOption output,
            @Parameters(
                            description = "CSV; the first line may name columns: target,tenant,stream,reason,source,"
                                    + "evidence,by,created,expires")
                    Path file,
            @Option(names = "--tenant", description = "tenant of lines that name none") @Nullable String tenant,
            @Option(names = "--stream", description = STREAM) @Nullable String stream,
            @Option(
                            names = "--reason",
                            defaultValue = "manual",
                            description = "reason of lines that give none (manual)")
                    String reason,
            @Option(names = "--restore", description = "the file is an export: take source, by and created from it")
                    boolean restore) {
        return with(home, list -> {
            String path = file.toAbsolutePath().normalize().toString();
            String id = list.startImport(path, tenant, stream, reason, Operator.name(), restore);
            ImportRow result = new ImportWatch(spec.commandLine().getErr()).await(list, id);
            return imported(output, result);
        });
    }

    private int imported(OutputOption output, ImportRow result) {
        PrintWriter err = spec.commandLine().getErr();
        if (result.problem() != null) {
            throw new CommandFailure(ExitCode.DATA, result.problem());
        }
        result.firstBad().forEach(err::println);
        if (result.bad() > result.firstBad().size()) {
            err.println("and " + Counted.of(result.bad() - result.firstBad().size(), "more bad line"));
        }
        if (output.json()) {
            output.print(out(), result);
        } else {
            out().println(SuppressionOperations.imported(result.added(), result.replaced(), result.bad()) + ". "
                    + undo(result));
        }
        return (result.bad() == 0 ? ExitCode.OK : ExitCode.DATA).code();
    }

    /** A command that can be pasted into a shell, whatever the file's name. */
    private static String undo(ImportRow result) {
        String source = "import:" + Path.of(result.file()).getFileName();
        return "Undo: sluice suppression undo '" + source.replace("'", "'\\''") + "' --from " + result.started();
    }

    @Command(
            description = "Export all entries, or a tenant's, as CSV for import --restore. If"
                    + " addresses are stored as hashes, the hashes are exported.",
            mixinStandardHelpOptions = true)
    int export(
            @Mixin HomeOption home,
            @Option(names = "--tenant", description = "only this tenant's entries") @Nullable String tenant) {
        return with(home, list -> {
            try {
                SuppressionExport export = new SuppressionExport(consumer -> forEach(list, tenant, consumer));
                long count = export.write(out());
                out().flush();
                spec.commandLine().getErr().println(Counted.of(count, "entry") + " exported");
                return ExitCode.OK.code();
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.IO, "cannot write the export: " + e.getMessage(), e);
            }
        });
    }

    private static void forEach(SuppressionsMXBean list, @Nullable String tenant, Consumer<Suppression> consumer) {
        String after = null;
        List<SuppressionRow> page;
        do {
            page = list.list(tenant, after, PAGE);
            page.forEach(row -> consumer.accept(row.entry()));
            after = page.isEmpty() ? null : page.getLast().target();
        } while (page.size() >= PAGE);
    }

    @Command(
            description = "Remove the entries a source wrote within a period, and restore those they replaced.",
            mixinStandardHelpOptions = true)
    int undo(
            @Mixin HomeOption home,
            @Mixin OutputOption output,
            @Parameters(description = "as shown by list: import:FILE, delivery, bounce, complaint, operator, api …")
                    String source,
            @Option(names = "--from", defaultValue = "1970-01-01T00:00:00Z", description = "first instant, ISO 8601")
                    String from,
            @Option(names = "--to", defaultValue = "9999-01-01T00:00:00Z", description = "first instant after it")
                    String to) {
        return with(home, list -> {
            UndoRow undone = list.undo(source, from, to, Operator.name());
            if (output.json()) {
                output.print(out(), undone);
            } else {
                out().println(SuppressionOperations.undone(undone.removed(), undone.restored()));
            }
            return (undone.removed() > 0 ? ExitCode.OK : ExitCode.NEGATIVE).code();
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
        return ServerOrStore.bean(home, SuppressionsMXBean.class, StoredState::suppressions, action::applyAsInt);
    }
}
