package org.sluicemta.gateway;

import java.time.InstantSource;
import java.util.List;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.egress.DisabledSource;
import org.sluicemta.egress.DisabledSourceStore;
import org.sluicemta.egress.SourceId;

/**
 * Disables sources and enables them again: kept in the store first, then in force on this node. Other nodes see it when
 * they {@link #refresh}. All methods throw an unchecked exception of the store when it can't be reached.
 */
@Singleton
public final class SourceControl {
    private final Gateway gateway;
    private final DisabledSourceStore store;
    private final InstantSource clock;

    @Inject
    public SourceControl(Gateway gateway, DisabledSourceStore store, InstantSource clock) {
        this.gateway = gateway;
        this.store = store;
        this.clock = clock;
    }

    /** Lets nothing more leave from the source. Deliveries that have begun end. Returns false if it was so already. */
    public synchronized boolean disable(SourceId source, String by) {
        boolean changed = store.add(new DisabledSource(source, clock.instant(), by));
        refresh();
        return changed;
    }

    /** Returns false if the source wasn't disabled. */
    public synchronized boolean enable(SourceId source) {
        boolean changed = store.remove(source);
        refresh();
        return changed;
    }

    /** Puts in force what the store says. */
    public synchronized void refresh() {
        gateway.disable(store.all());
    }

    public List<SourceStatus> sources() {
        return gateway.sources();
    }
}
