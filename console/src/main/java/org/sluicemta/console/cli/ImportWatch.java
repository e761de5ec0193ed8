package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sluicemta.console.jmx.ImportRow;
import org.sluicemta.console.jmx.SuppressionsMXBean;
import org.sluicemta.console.operation.Counted;

/** Waits for an import and prints a line whenever it has made noticeable progress. */
final class ImportWatch {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final long SHOWN_EVERY = 100_000;

    private final PrintWriter out;
    private long shown;
    private String state = "";

    ImportWatch(PrintWriter out) {
        this.out = out;
    }

    /** Returns when it is over. */
    ImportRow await(SuppressionsMXBean list, String id) {
        ImportRow row = list.importState(id);
        while (!row.isOver()) {
            show(row);
            LockSupport.parkNanos(LOOK.toNanos());
            row = list.importState(id);
        }
        return row;
    }

    private void show(ImportRow row) {
        long done = row.state().equals("reading") ? row.lines() : row.written();
        if (!row.state().equals(state)) {
            state = row.state();
            shown = 0;
        }
        if (done >= shown + SHOWN_EVERY) {
            shown = done;
            out.println(
                    row.state().equals("reading")
                            ? Counted.of(done, "line") + " read"
                            : done + " of " + row.total() + " entries written");
            out.flush();
        }
    }
}
