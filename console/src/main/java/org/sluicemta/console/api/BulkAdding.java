package org.sluicemta.console.api;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.KnownNames;
import org.sluicemta.store.suppression.DatabaseSuppressionList;
import org.sluicemta.suppression.Suppression;

/** Adds the entries of many lines, a thousand in a transaction. Bad lines are left out and reported. */
final class BulkAdding {
    private static final int BATCH = 1_000;
    private static final int REPORTED = 1_000;
    private static final int LONGEST_PROBLEM = 200;

    /** @param line from 1 */
    record BadLine(long line, @Nullable String problem) {}

    /**
     * @param added entries that are new
     * @param replaced entries that took the place of one of the same target and scope
     * @param bad lines left out
     * @param badLines the first 1,000 of them, each with at most 200 characters
     */
    record Report(long added, long replaced, long bad, List<BadLine> badLines) {}

    private final DatabaseSuppressionList list;
    private final ApiCaller caller;
    private final KnownNames names;
    private final InstantSource clock;
    private final List<Suppression> batch = new ArrayList<>();
    private final List<BadLine> badLines = new ArrayList<>();
    private long good;
    private long replaced;
    private long bad;

    BulkAdding(DatabaseSuppressionList list, ApiCaller caller, KnownNames names, InstantSource clock) {
        this.names = names;
        this.list = list;
        this.caller = caller;
        this.clock = clock;
    }

    /** What was written before an exception stays written: sending the same lines again changes nothing. */
    Report run(BulkLines lines) throws IOException {
        for (BulkLines.Line line = lines.next(); line != null; line = lines.next()) {
            take(line);
            if (batch.size() == BATCH) {
                write();
            }
        }
        write();
        return new Report(good - replaced, replaced, bad, badLines);
    }

    private void take(BulkLines.Line line) {
        if (line.members() == null) {
            reject(line.number(), line.problem());
            return;
        }
        try {
            Suppression entry = SuppressionFields.entry(line.members(), caller, names, clock.instant());
            list.targets().parse(entry.target());
            batch.add(entry);
            good++;
        } catch (IllegalArgumentException | ApiProblem e) {
            reject(line.number(), e.getMessage());
        }
    }

    private void reject(long line, @Nullable String problem) {
        bad++;
        if (badLines.size() < REPORTED) {
            badLines.add(new BadLine(line, cut(problem)));
        }
    }

    /** A line may quote what a client sent, and all of them are held until the answer. Never cuts a pair in two. */
    private static @Nullable String cut(@Nullable String problem) {
        if (problem == null || problem.length() <= LONGEST_PROBLEM) {
            return problem;
        }
        int end = LONGEST_PROBLEM - 1;
        return problem.substring(0, Character.isHighSurrogate(problem.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private void write() {
        if (!batch.isEmpty()) {
            replaced += list.addAll(batch);
            batch.clear();
        }
    }
}
