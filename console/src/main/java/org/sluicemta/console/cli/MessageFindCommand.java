package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.EventRows;
import org.sluicemta.console.jmx.HistoryMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice message find}. */
@Command(
        name = "find",
        description = "List events that have all of some terms, the newest first. Exit code 1 if there are none."
                + " Without a server, out of its index.",
        mixinStandardHelpOptions = true)
final class MessageFindCommand implements Callable<Integer> {
    private final InstantSource clock = InstantSource.system();

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Mixin
    private OutputOption output;

    @Parameters(
            arity = "1..*",
            paramLabel = "TERM",
            description =
                    "tenant=acme code=550,554 words=\"mailbox full\" …: id, message-id, recipient, domain, sender, tenant,"
                            + " stream, campaign, pool, source, site, type, class, code, status, words")
    private List<String> terms = new ArrayList<>();

    @Option(names = "--since", description = "not before a time (ISO 8601), or for so long: 24h, 7d")
    private @Nullable String since;

    @Option(names = "--until", description = "before a time (ISO 8601), or so long ago: 24h, 7d")
    private @Nullable String until;

    @Option(names = "--limit", defaultValue = "100", description = "at most so many events, 1 to 1000 (100)")
    private int limit;

    @Option(names = "--cursor", description = "where the page before ended: its output says it")
    private @Nullable String cursor;

    @Override
    public Integer call() {
        return ServerOrStore.history(home, spec.commandLine().getErr(), this::show);
    }

    private int show(HistoryMXBean history) {
        EventRows found = history.find(
                EventTerms.query(terms),
                since == null ? null : EventTerms.instant("--since", since, clock),
                until == null ? null : EventTerms.instant("--until", until, clock),
                limit,
                cursor);
        PrintWriter out = spec.commandLine().getOut();
        if (found.events().isEmpty()) {
            spec.commandLine().getErr().println("sluice: no event is kept that has all of this");
            return ExitCode.NEGATIVE.code();
        }
        if (output.json()) {
            found.events().forEach(out::println);
        } else {
            EventLines.print(out, null, found.events());
        }
        if (!found.next().isEmpty()) {
            spec.commandLine().getErr().println("there are more; the next page: --cursor " + found.next());
        }
        return ExitCode.OK.code();
    }
}
