package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.SourceRow;
import org.sluicemta.console.jmx.SourcesMXBean;
import org.sluicemta.console.jmx.WarmUpDayRow;
import org.sluicemta.console.jmx.WarmUpRow;
import org.sluicemta.console.operation.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice source …}: the sending addresses of a running server. */
@Command(
        name = "source",
        description = "Inspect and control the sources of a running server.",
        mixinStandardHelpOptions = true)
final class SourceCommand {
    private static final String NAME = "a source of egress.xml";
    private static final Duration LOOK = Duration.ofMillis(200);

    @Spec
    private CommandSpec spec;

    @Command(description = "List the sources and what they are doing.", mixinStandardHelpOptions = true)
    int list(@Mixin HomeOption where, @Mixin OutputOption how) {
        try (ControlPlane server = ControlPlane.connect(where)) {
            List<SourceRow> sources = server.bean(SourcesMXBean.class).getSources();
            PrintWriter out = spec.commandLine().getOut();
            if (how.json()) {
                how.print(out, sources);
                return ExitCode.OK.code();
            }
            Table table = new Table("POOL", "SOURCE", "ADDRESS", "STATE", "CONNECTIONS", "CAPS");
            sources.forEach(source -> table.row(
                    source.pool(),
                    source.source(),
                    address(source),
                    source.state(),
                    source.connections(),
                    String.join(" ", source.caps())));
            table.print(out);
            sources.forEach(source -> notes(source).forEach(out::println));
            return ExitCode.OK.code();
        }
    }

    private static String address(SourceRow source) {
        String own = source.address() == null ? "(any)" : source.address();
        return source.proxy() == null ? own : own + " by " + source.proxy();
    }

    private static List<String> notes(SourceRow source) {
        return source.disabledBy() == null
                ? source.rests()
                : List.of("source " + source.source() + " was disabled by " + source.disabledBy() + " at "
                        + source.disabledSince());
    }

    @Command(
            description = "Let nothing more leave from a source, on all nodes and over restarts. Deliveries that have"
                    + " begun end, and the other sources of its pool take over.",
            mixinStandardHelpOptions = true)
    int disable(@Mixin HomeOption where, @Parameters(description = NAME, paramLabel = "SOURCE") String source) {
        try (ControlPlane server = ControlPlane.connect(where)) {
            SourceRow done = server.bean(SourcesMXBean.class).disable(source, Operator.name());
            spec.commandLine()
                    .getOut()
                    .println((done.changed() ? "disabled: " : "already disabled: ") + source + " ("
                            + Counted.of(done.connections(), "connection") + " open)");
            return ExitCode.OK.code();
        }
    }

    @Command(
            description = "Let mail leave from a disabled source again. Exits 1 if it was not disabled.",
            mixinStandardHelpOptions = true)
    int enable(@Mixin HomeOption where, @Parameters(description = NAME, paramLabel = "SOURCE") String source) {
        try (ControlPlane server = ControlPlane.connect(where)) {
            SourceRow done = server.bean(SourcesMXBean.class).enable(source, Operator.name());
            spec.commandLine().getOut().println((done.changed() ? "enabled: " : "not disabled: ") + source);
            return (done.changed() ? ExitCode.OK : ExitCode.NEGATIVE).code();
        }
    }

    @Command(
            description = "Show how sources are being warmed up, and what holds them. With --simulate, print what a"
                    + " source may send today and on the next days if nothing holds it.",
            mixinStandardHelpOptions = true)
    int warmup(
            @Mixin HomeOption where,
            @Mixin OutputOption how,
            @Parameters(description = NAME + "; default: all", paramLabel = "SOURCE", arity = "0..1") @Nullable
                    String source,
            @Option(names = "--simulate", description = "number of days, 1 to 1000", paramLabel = "DAYS") @Nullable
                    String simulated,
            @Option(names = "--site", description = "with --simulate: the warm-up for this site", paramLabel = "SITE")
                    @Nullable
                    String site) {
        try (ControlPlane server = ControlPlane.connect(where)) {
            SourcesMXBean sources = server.bean(SourcesMXBean.class);
            PrintWriter out = spec.commandLine().getOut();
            if (simulated != null) {
                return simulate(sources, source, site, simulated, how);
            }
            List<WarmUpRow> rows = sources.getWarmUps().stream()
                    .filter(row -> source == null || row.source().equals(source))
                    .toList();
            if (how.json()) {
                how.print(out, rows);
            } else if (rows.isEmpty()) {
                out.println(source == null ? "no source has a warm-up" : "source " + source + " has no warm-up");
            } else {
                print(out, rows);
            }
            return (rows.isEmpty() && source != null ? ExitCode.NEGATIVE : ExitCode.OK).code();
        }
    }

    private static void print(PrintWriter out, List<WarmUpRow> rows) {
        Table table = new Table(
                "SOURCE", "SITE", "PLAN", "FROM", "DAY", "TODAY", "TOMORROW", "SENT", "BOUNCES", "COMPLAINTS");
        rows.forEach(row -> table.row(
                row.source(),
                row.site() == null ? "(all)" : row.site(),
                row.plan(),
                row.from(),
                row.day() > row.days() ? "over" : row.day() + " of " + row.days(),
                limit(row.today()),
                limit(row.tomorrow()),
                row.sent(),
                percent(row.hardBouncePercent()),
                percent(row.complaintPercent())));
        table.print(out);
        rows.forEach(row -> row.holds()
                .forEach(hold ->
                        out.println(row.source() + (row.site() == null ? "" : " at " + row.site()) + " " + hold)));
    }

    private static String limit(@Nullable Long messages) {
        return messages == null ? "no limit" : messages.toString();
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f %%", value);
    }

    private int simulate(
            SourcesMXBean sources, @Nullable String source, @Nullable String site, String simulated, OutputOption how) {
        String number = simulated.endsWith("d") ? simulated.substring(0, simulated.length() - 1) : simulated;
        if (source == null || !number.matches("[0-9]{1,4}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    source == null
                            ? "--simulate needs a SOURCE"
                            : "--simulate must be a number of days such as 60d, got \"" + simulated + "\"");
        }
        int days = Integer.parseInt(number);
        List<WarmUpDayRow> curve =
                site == null ? sources.simulateWarmUp(source, days) : sources.simulateWarmUpAt(source, site, days);
        PrintWriter out = spec.commandLine().getOut();
        if (how.json()) {
            how.print(out, curve);
            return ExitCode.OK.code();
        }
        Table table = new Table("DAY", "MESSAGES");
        curve.forEach(day -> table.row(day.day(), limit(day.messages())));
        table.print(out);
        return ExitCode.OK.code();
    }

    @Command(
            description = "Disable a source, and wait until this node has no connection from it any more. Exits 1 if it"
                    + " still has some after the given time; the source stays disabled.",
            mixinStandardHelpOptions = true)
    int drain(
            @Mixin HomeOption where,
            @Parameters(description = NAME, paramLabel = "SOURCE") String source,
            @Option(
                            names = "--timeout",
                            description = "how long to wait, in seconds; default: ${DEFAULT-VALUE}",
                            defaultValue = "600",
                            paramLabel = "SECONDS")
                    long seconds) {
        try (ControlPlane server = ControlPlane.connect(where)) {
            SourcesMXBean sources = server.bean(SourcesMXBean.class);
            PrintWriter out = spec.commandLine().getOut();
            SourceRow row = sources.disable(source, Operator.name());
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            while (row.connections() > 0 && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(LOOK.toNanos());
                row = sources.source(source);
            }
            if (row.connections() > 0) {
                out.println("not drained: " + source + " still has " + Counted.of(row.connections(), "connection"));
                return ExitCode.NEGATIVE.code();
            }
            out.println("drained: " + source);
            return ExitCode.OK.code();
        }
    }
}
