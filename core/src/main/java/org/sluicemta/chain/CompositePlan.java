package org.sluicemta.chain;

import java.util.List;
import java.util.Optional;

/**
 * A matcher that holds others.
 *
 * @param where file and line
 * @param name that steps give for it; one inside another needs none
 */
public record CompositePlan(String where, Optional<String> name, Match match, List<CompositePlan> inner) {
    public CompositePlan {
        inner = List.copyOf(inner);
    }
}
