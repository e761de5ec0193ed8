package org.sluicemta.tenant;

import java.util.List;
import java.util.stream.Collectors;

/** Tenants that conflict with each other, or a change that isn't possible. Lists every problem found. */
public final class TenantConflictException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<TenantConflict> problems;

    public TenantConflictException(List<TenantConflict> problems) {
        super(problems.stream().map(TenantConflict::what).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public List<TenantConflict> problems() {
        return problems;
    }
}
