package org.sluicemta.gateway.transaction;

import java.util.List;

/**
 * How a transaction ended.
 *
 * @param verdicts one per recipient, in order
 * @param staleConnection the connection was one that had been used before and was gone before the server answered anything: the
 *     same may be tried on a fresh one without being an attempt
 */
public record TransactionResult(List<Verdict> verdicts, boolean staleConnection) {
    public TransactionResult {
        verdicts = List.copyOf(verdicts);
    }
}
