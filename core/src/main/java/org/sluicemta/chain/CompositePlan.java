package org.sluicemta.chain;

import java.util.List;
import java.util.Optional;

/**
 * A matcher made of other matchers.
 *
 * @param where file and line
 * @param name that steps refer to it by; a nested one needs none
 */
public record CompositePlan(String where, Optional<String> name, Match match, List<CompositePlan> inner) {
    public CompositePlan {
        inner = List.copyOf(inner);
    }
}
