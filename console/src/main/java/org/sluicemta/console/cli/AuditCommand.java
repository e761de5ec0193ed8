package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.console.jmx.AuditMXBean;
import org.sluicemta.console.jmx.AuditRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice audit …}: who did what. */
@Command(
        name = "audit",
        description = "See who did what: changes to suppression, queues, tenants, tokens, keys and the configuration.",
        mixinStandardHelpOptions = true)
final class AuditCommand {
    private static final int PAGE = 500;

    private final InstantSource clock = InstantSource.system();

    @Spec
    private CommandSpec spec;

    @Command(
            description = "List what was done, or refused, the newest first. Without a server, out of its database.",
            mixinStandardHelpOptions = true)
    int list(
            @Mixin HomeOption home,
            @Mixin OutputOption output,
            @Option(names = "--since", description = "not before a time (ISO 8601), or for so long: 24h, 7d") @Nullable
                    String since,
            @Option(names = "--by", description = "only of this one, as the list shows it: cli:anna") @Nullable
                    String by,
            @Option(names = "--verb", description = "only this verb (\"queue purge\"), or all of a noun (queue)")
                    @Nullable
                    String verb,
            @Option(names = "--limit", defaultValue = "100", description = "at most so many (100); 0 for all")
                    int limit,
            @Option(names = "--before", description = "only older ones than this ID: the next page") @Nullable
                    Long before) {
        String from = since == null ? null : instant(since);
        return ServerOrStore.bean(home, AuditMXBean.class, StoredState::audit, audit -> {
            Long last = before;
            long left = limit == 0 ? Long.MAX_VALUE : limit;
            List<AuditRow> page;
            boolean first = true;
            do {
                page = audit.list(from, by, verb, last, (int) Math.min(left, PAGE));
                print(output, page, first);
                first = false;
                left -= page.size();
                last = page.isEmpty() ? last : Long.valueOf(page.getLast().id());
            } while (page.size() == PAGE && left > 0);
            if (left == 0 && !audit.list(from, by, verb, last, 1).isEmpty()) {
                spec.commandLine().getErr().println("there are more; the next page: --before " + last);
            }
            return ExitCode.OK.code();
        });
    }

    private String instant(String text) {
        try {
            return Instant.parse(text).toString();
        } catch (DateTimeException notATime) {
            try {
                return clock.instant()
                        .minus(ValueTypes.DURATION_TIME.parse().apply(text))
                        .toString();
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException(
                        "--since must be a time such as 2026-11-22T12:00:00Z, or how long ago, such as 24h or 7d, got \""
                                + text + "\"",
                        e);
            }
        }
    }

    private void print(OutputOption output, List<AuditRow> page, boolean first) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            page.forEach(row -> output.print(out, row));
            return;
        }
        if (page.isEmpty()) {
            if (first) {
                out.println("nothing recorded");
            }
            return;
        }
        Table table = new Table("ID", "TIME", "BY", "FROM", "FACE", "VERB", "SUBJECT", "RESULT");
        for (AuditRow row : page) {
            table.row(
                    row.id(),
                    row.at(),
                    row.by(),
                    row.from(),
                    row.face(),
                    row.verb(),
                    row.subject(),
                    change(row) + row.result());
        }
        table.print(out);
    }

    private static String change(AuditRow row) {
        return row.before().isEmpty() && row.after().isEmpty() ? "" : row.before() + " -> " + row.after() + ": ";
    }
}
