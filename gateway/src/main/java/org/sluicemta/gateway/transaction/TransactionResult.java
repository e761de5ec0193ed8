package org.sluicemta.gateway.transaction;

import java.util.List;

/**
 * How a transaction ended.
 *
 * @param verdicts one per recipient, in order
 * @param staleConnection whether a reused connection was gone before the server replied to anything. Trying again on a
 *     new one then doesn't count as an attempt
 */
public record TransactionResult(List<Verdict> verdicts, boolean staleConnection) {
    public TransactionResult {
        verdicts = List.copyOf(verdicts);
    }
}
