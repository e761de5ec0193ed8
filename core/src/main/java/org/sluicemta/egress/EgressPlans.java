package org.sluicemta.egress;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The plan in force. Read it once per decision. Replacing it is atomic and notifies the listeners. */
public final class EgressPlans {
    private volatile EgressPlan current;
    private final List<Consumer<EgressPlan>> listeners = new CopyOnWriteArrayList<>();

    public EgressPlans(EgressPlan first) {
        this.current = first;
    }

    public EgressPlan current() {
        return current;
    }

    public void replace(EgressPlan next) {
        current = next;
        listeners.forEach(listener -> listener.accept(next));
    }

    public void onChange(Consumer<EgressPlan> listener) {
        listeners.add(listener);
    }
}
