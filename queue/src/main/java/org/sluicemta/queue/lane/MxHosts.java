package org.sluicemta.queue.lane;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Names of a domain's MX hosts, for finding its provider. Never called while a client waits. */
public interface MxHosts {
    /** Host names in lower case without a final dot, best first; completes exceptionally if DNS gives no answer. */
    CompletionStage<List<String>> of(String domain);
}
