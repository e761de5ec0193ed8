package org.sluicemta.chain;

import java.util.List;

/** The processors of the chain. Each state occurs once; one of them is {@code root}. */
public record ChainPlan(List<ProcessorPlan> processors) {
    public ChainPlan {
        processors = List.copyOf(processors);
    }
}
