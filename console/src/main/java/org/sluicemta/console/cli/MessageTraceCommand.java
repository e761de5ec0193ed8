package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.HistoryMXBean;
import org.sluicemta.console.jmx.TraceRow;
import org.sluicemta.console.jmx.TraceRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice message trace}. */
@Command(
        name = "trace",
        description = "Show every step of a message, or of the messages to a recipient, the last accepted first."
                + " Exit code 1 if nothing is found. Without a server, out of its index.",
        mixinStandardHelpOptions = true)
final class MessageTraceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Mixin
    private OutputOption output;

    @Parameters(
            paramLabel = "MESSAGE",
            description = "id of a message, its Message-ID field, or address of a recipient")
    private String what = "";

    @Option(names = "--limit", defaultValue = "10", description = "at most so many messages, 1 to 100 (10)")
    private int limit;

    @Option(names = "--cursor", description = "where the page before ended: its output says it")
    private @Nullable String cursor;

    @Override
    public Integer call() {
        return ServerOrStore.history(home, spec.commandLine().getErr(), this::show);
    }

    private int show(HistoryMXBean history) {
        TraceRows found = history.trace(what, limit, cursor);
        PrintWriter out = spec.commandLine().getOut();
        if (found.messages().isEmpty()) {
            spec.commandLine().getErr().println("sluice: nothing is kept about " + what);
            return ExitCode.NEGATIVE.code();
        }
        for (TraceRow message : found.messages()) {
            if (output.json()) {
                message.events().forEach(out::println);
            } else {
                EventLines.print(out, message.messageId(), message.events());
            }
            if (message.cut()) {
                spec.commandLine()
                        .getErr()
                        .println("message " + message.messageId() + " has more steps; ask for one of its recipients");
            }
        }
        if (!found.next().isEmpty()) {
            spec.commandLine().getErr().println("there are more; the next page: --cursor " + found.next());
        }
        return ExitCode.OK.code();
    }
}
