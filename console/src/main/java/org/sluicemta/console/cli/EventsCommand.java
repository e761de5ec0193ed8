package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.EventRows;
import org.sluicemta.console.jmx.HistoryMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice events …}: the journal as JSON lines. */
@Command(name = "events", description = "Follow or read again what happened to mail.", mixinStandardHelpOptions = true)
final class EventsCommand {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int PAGE = 1_000;
    private static final String TERMS =
            "only events that have all of these: tenant=acme type=bounced,deferred site=gmail …";

    private final InstantSource clock = InstantSource.system();

    @Spec
    private CommandSpec spec;

    @Command(
            description = "Print events as they are written, as JSON lines, until interrupted.",
            mixinStandardHelpOptions = true)
    int tail(
            @Mixin HomeOption home,
            @Parameters(arity = "0..*", paramLabel = "TERM", description = TERMS) @Nullable List<String> terms) {
        String query = query(terms);
        return ServerOrStore.journal(home, history -> {
            String place = history.getEnd();
            while (!Thread.currentThread().isInterrupted()) {
                String next = print(history, place, query, null);
                if (next.equals(place)) {
                    LockSupport.parkNanos(LOOK.toNanos());
                }
                place = next;
            }
            return ExitCode.OK.code();
        });
    }

    @Command(
            description =
                    "Print the events since a time or a place, as JSON lines. Last, on standard error, the place to"
                            + " continue from.",
            mixinStandardHelpOptions = true)
    int replay(
            @Mixin HomeOption home,
            @Option(
                            names = "--from",
                            required = true,
                            description =
                                    "a time (ISO 8601), for so long (24h, 7d), or a place in the journal: FILE:OFFSET,"
                                            + " or \":0\" for its beginning")
                    String from,
            @Parameters(arity = "0..*", paramLabel = "TERM", description = TERMS) @Nullable List<String> terms) {
        String since = from.matches("(events-.*)?:\\d+") ? null : EventTerms.instant("--from", from, clock);
        String query = query(terms);
        return ServerOrStore.journal(home, history -> {
            String next = since == null ? from : history.placeBefore(since);
            String place;
            do {
                place = next;
                next = print(history, place, query, since);
            } while (!next.equals(place));
            spec.commandLine().getErr().println("continue with: --from " + place);
            return ExitCode.OK.code();
        });
    }

    private static String query(@Nullable List<String> terms) {
        return terms == null ? "" : EventTerms.query(terms);
    }

    private String print(HistoryMXBean history, String place, String query, @Nullable String since) {
        EventRows page = history.read(place, PAGE, query, since);
        if (page.gap()) {
            spec.commandLine().getErr().println("sluice: events after " + place + " have been deleted by age");
        }
        PrintWriter out = spec.commandLine().getOut();
        page.events().forEach(out::println);
        out.flush();
        if (out.checkError()) {
            throw new CommandFailure(ExitCode.IO, "standard output was closed");
        }
        return page.next();
    }
}
