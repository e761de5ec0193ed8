package org.sluicemta.chain;

import java.util.List;

/**
 * A named list of steps.
 *
 * @param composites composite matchers that steps refer to by name
 * @param mailets in the order that mail goes through them
 */
public record ProcessorPlan(String state, List<CompositePlan> composites, List<MailetPlan> mailets) {
    public ProcessorPlan {
        composites = List.copyOf(composites);
        mailets = List.copyOf(mailets);
    }
}
