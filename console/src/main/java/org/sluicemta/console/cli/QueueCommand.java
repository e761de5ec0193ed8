package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.ExplanationRow;
import org.sluicemta.console.jmx.LaneRow;
import org.sluicemta.console.jmx.PauseRow;
import org.sluicemta.console.jmx.QueuesMXBean;
import org.sluicemta.console.operation.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice queue …}: the lanes of a running server. */
@Command(
        name = "queue",
        description = "Inspect and control the queues of a running server.",
        mixinStandardHelpOptions = true)
final class QueueCommand {
    private static final String SELECTOR = "a lane's queue name, or pool=NAME, site=NAME (in every pool or with pool=),"
            + " or tenant=NAME (everywhere or with pool=); default: all";

    @Spec
    private CommandSpec spec;

    @Command(description = "List the lanes and their depth.", mixinStandardHelpOptions = true)
    int list(@Mixin HomeOption where, @Mixin OutputOption how) {
        try (ControlPlane server = ControlPlane.connect(where)) {
            QueuesMXBean queues = server.bean(QueuesMXBean.class);
            List<LaneRow> lanes = queues.getLanes();
            long later = queues.getLater();
            PrintWriter out = spec.commandLine().getOut();
            if (how.json()) {
                how.print(out, Map.of("lanes", lanes, "pauses", queues.getPauses(), "later", later));
                return ExitCode.OK.code();
            }
            Table table = new Table("POOL", "SITE", "TENANT", "DEPTH", "STATE", "LANE");
            for (LaneRow lane : lanes) {
                table.row(
                        lane.pool(),
                        lane.site(),
                        lane.tenant() == null ? "(shared)" : lane.tenant(),
                        lane.depth(),
                        lane.paused() ? "paused" : "running",
                        lane.lane());
            }
            table.print(out);
            queues.getPauses().forEach(pause -> out.println("paused: " + describe(pause)));
            out.println("waiting for a later attempt: " + later);
            return ExitCode.OK.code();
        }
    }

    @Command(
            description = "Say what the mail of each lane waits for. Lanes without mail are left out.",
            mixinStandardHelpOptions = true)
    int explain(
            @Mixin HomeOption where,
            @Mixin OutputOption how,
            @Parameters(description = SELECTOR, arity = "0..*") List<String> selector) {
        try (ControlPlane server = ControlPlane.connect(where)) {
            List<ExplanationRow> lanes = server.bean(QueuesMXBean.class).explain(join(selector));
            PrintWriter out = spec.commandLine().getOut();
            if (how.json()) {
                how.print(out, lanes);
                return ExitCode.OK.code();
            }
            if (lanes.isEmpty()) {
                out.println("no mail is waiting in a lane");
                return ExitCode.OK.code();
            }
            Table table = new Table("DEPTH", "LANE", "UNTIL", "WAITS FOR");
            lanes.forEach(
                    lane -> table.row(lane.depth(), lane.lane(), lane.until() == null ? "" : lane.until(), lane.why()));
            table.print(out);
            return ExitCode.OK.code();
        }
    }

    @Command(
            description = "List what is paused and how much mail is waiting; pauses also cover lanes created later.",
            mixinStandardHelpOptions = true)
    int pauses(@Mixin HomeOption where, @Mixin OutputOption how) {
        try (ControlPlane server = ControlPlane.connect(where)) {
            List<PauseRow> pauses = server.bean(QueuesMXBean.class).getPauses();
            PrintWriter out = spec.commandLine().getOut();
            if (how.json()) {
                how.print(out, pauses);
                return ExitCode.OK.code();
            }
            if (pauses.isEmpty()) {
                out.println("nothing is paused");
            }
            pauses.forEach(pause -> out.println("paused: " + describe(pause)));
            return ExitCode.OK.code();
        }
    }

    @Command(description = "Pause lanes: they accept mail but deliver none.", mixinStandardHelpOptions = true)
    int pause(@Mixin HomeOption where, @Parameters(description = SELECTOR, arity = "0..*") List<String> selector) {
        try (ControlPlane server = ControlPlane.connect(where)) {
            PauseRow done = server.bean(QueuesMXBean.class).pause(join(selector), Operator.name());
            spec.commandLine().getOut().println((done.changed() ? "paused: " : "already paused: ") + describe(done));
            return ExitCode.OK.code();
        }
    }

    @Command(
            description = "Resume what was paused with the same selector. Exits 1 if it was not paused.",
            mixinStandardHelpOptions = true)
    int resume(@Mixin HomeOption where, @Parameters(description = SELECTOR, arity = "0..*") List<String> selector) {
        try (ControlPlane server = ControlPlane.connect(where)) {
            PauseRow done = server.bean(QueuesMXBean.class).resume(join(selector), Operator.name());
            PrintWriter out = spec.commandLine().getOut();
            if (!done.changed()) {
                out.println("not paused: " + done.selector() + ". See what is: sluice queue pauses");
                return ExitCode.NEGATIVE.code();
            }
            out.println("resumed: " + describe(done));
            return ExitCode.OK.code();
        }
    }

    /** {@code tenant=acme (no mail waiting)}. */
    private static String describe(PauseRow pause) {
        String mail = pause.messages() == 0 ? "no mail waiting" : Counted.of(pause.messages(), "message") + " waiting";
        return pause.selector() + " (" + mail + ")";
    }

    @Command(description = "Retry waiting mail now.", mixinStandardHelpOptions = true)
    int flush(@Mixin HomeOption where, @Parameters(description = SELECTOR, arity = "0..*") List<String> selector) {
        return act(where, queues -> queues.flush(join(selector), Operator.name()), "messages due now");
    }

    @Command(description = "Remove all messages from lanes. Needs a selector.", mixinStandardHelpOptions = true)
    int purge(@Mixin HomeOption where, @Parameters(description = SELECTOR, arity = "1..*") List<String> selector) {
        return act(where, queues -> queues.purge(join(selector), Operator.name()), "messages removed");
    }

    @FunctionalInterface
    private interface Action {
        long on(QueuesMXBean queues);
    }

    private int act(HomeOption where, Action action, String what) {
        try (ControlPlane server = ControlPlane.connect(where)) {
            long touched = action.on(server.bean(QueuesMXBean.class));
            spec.commandLine().getOut().println(what + ": " + touched);
            return ExitCode.OK.code();
        }
    }

    private static String join(@Nullable List<String> words) {
        return words == null ? "" : String.join(" ", words);
    }
}
