package org.sluicemta.console.jmx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code org.sluicemta:type=Tokens}: bearer tokens of the HTTP API. */
public interface TokensMXBean {
    List<ApiTokenRow> getTokens();

    /**
     * Creates a token and returns its text, which can't be retrieved later.
     *
     * @param tenant a known tenant, or null for an operator's token
     * @throws IllegalArgumentException if there is no such tenant
     */
    String add(String name, @Nullable String tenant, String by);

    /** Returns false if there is no such token in force. */
    boolean revoke(String id, String by);
}
