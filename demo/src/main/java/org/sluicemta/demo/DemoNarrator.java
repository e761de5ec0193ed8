package org.sluicemta.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sluicemta.console.cli.OutputOption;
import org.sluicemta.console.cli.Table;

/** Tells each step as it happens, or keeps them for one JSON document. */
final class DemoNarrator {
    /** What a step does; returns what it saw. */
    @FunctionalInterface
    interface Action {
        String run() throws Exception;
    }

    private final PrintWriter out;
    private final OutputOption output;
    private final List<DemoStep> steps = new ArrayList<>();

    DemoNarrator(PrintWriter out, OutputOption output) {
        this.out = out;
        this.output = output;
    }

    /** Runs a step. A step that fails is told like one that passed, and the story goes on. */
    @SuppressWarnings("CatchingUnchecked") // whatever goes wrong in a step is its result, and makes the demo fail
    void step(String what, Action action) {
        long start = System.nanoTime();
        DemoStep step;
        try {
            String saw = action.run();
            step = new DemoStep(steps.size() + 1, what, true, saw, since(start));
        } catch (Exception e) {
            step = new DemoStep(steps.size() + 1, what, false, e.toString(), since(start));
        }
        steps.add(step);
        if (!output.json()) {
            out.printf(
                    Locale.ROOT,
                    "%2d. %s%n    %s %s%n",
                    step.number(),
                    step.what(),
                    step.passed() ? "->" : "FAILED:",
                    step.saw());
            out.flush();
        }
    }

    /** Prints the closing table or the document. Returns whether every step passed. */
    boolean close() {
        long passed = steps.stream().filter(DemoStep::passed).count();
        boolean all = passed == steps.size();
        if (output.json()) {
            output.print(out, Map.of("passed", all, "steps", steps));
        } else {
            Table table = new Table("STEP", "CHECKED", "MS", "WHAT");
            steps.forEach(
                    step -> table.row(step.number(), step.passed() ? "yes" : "NO", step.milliseconds(), step.what()));
            out.println();
            table.print(out);
            out.printf(Locale.ROOT, "%n%d of %d steps checked.%n", passed, steps.size());
        }
        out.flush();
        return all;
    }

    private static long since(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
