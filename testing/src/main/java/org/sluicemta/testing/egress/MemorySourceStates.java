package org.sluicemta.testing.egress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.sluicemta.egress.SourceState;
import org.sluicemta.egress.SourceStates;

/** States in memory, which several gateways of a test may share, and which can be away. */
public final class MemorySourceStates implements SourceStates {
    private final List<SourceState> states = new ArrayList<>();
    private boolean away;

    /** From now on every question fails. */
    public synchronized void goAway() {
        away = true;
    }

    /** Answers again. */
    public synchronized void comeBack() {
        away = false;
    }

    private void answer() {
        if (away) {
            throw new IllegalStateException("the store is away");
        }
    }

    @Override
    public synchronized List<SourceState> load() {
        answer();
        return List.copyOf(states);
    }

    @Override
    public synchronized void save(Collection<SourceState> changed) {
        answer();
        for (SourceState one : changed) {
            states.removeIf(
                    each -> each.source().equals(one.source()) && each.site().equals(one.site()));
            if (one.rest() != null || one.pace() != null) {
                states.add(one);
            }
        }
    }
}
