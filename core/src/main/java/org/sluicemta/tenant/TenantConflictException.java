package org.sluicemta.tenant;

import java.util.List;

/** Tenants that conflict with each other, or a change that isn't possible. Lists every problem found. */
public final class TenantConflictException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    public TenantConflictException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
