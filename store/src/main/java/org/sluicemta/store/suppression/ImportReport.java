package org.sluicemta.store.suppression;

import java.util.List;

/**
 * What an import did.
 *
 * @param added new entries
 * @param replaced entries that replaced one of the same target and scope, in the list or earlier in the file
 * @param bad lines that were skipped
 * @param firstBad the first 1,000 of these, each problem with at most 200 characters
 */
public record ImportReport(long added, long replaced, long bad, List<BadLine> firstBad) {
    public ImportReport {
        firstBad = List.copyOf(firstBad);
    }

    /**
     * @param line number in the file, from 1
     * @param problem what is wrong, with the value seen
     */
    public record BadLine(long line, String problem) {}
}
