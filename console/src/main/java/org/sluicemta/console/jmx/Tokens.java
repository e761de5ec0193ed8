package org.sluicemta.console.jmx;

import java.util.List;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.operation.TokenOperations;

/** The tokens of the HTTP API as a bean. */
public final class Tokens implements TokensMXBean {
    private final TokenOperations operations;

    @Inject
    public Tokens(TokenOperations operations) {
        this.operations = operations;
    }

    @Override
    public List<ApiTokenRow> getTokens() {
        return operations.all().stream().map(ApiTokenRow::of).toList();
    }

    @Override
    public String add(String name, @Nullable String tenant, String by) {
        return operations.add(Callers.OF_SERVER.of(by), name, tenant);
    }

    @Override
    public boolean revoke(String id, String by) {
        return operations.revoke(Callers.OF_SERVER.of(by), id);
    }
}
