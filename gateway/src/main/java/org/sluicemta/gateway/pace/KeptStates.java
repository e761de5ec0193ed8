package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.SourceState;
import org.sluicemta.egress.SourceStates;

/**
 * Saves what has changed every few seconds in the background, and loads it once at the start. No message waits for it.
 * What can't be saved now is saved later.
 */
final class KeptStates {
    private static final Logger LOG = LoggerFactory.getLogger(KeptStates.class);
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private record Key(SourceId source, SiteId site) {
        static Key of(SourceState state) {
            return new Key(state.source(), state.site());
        }
    }

    private final SourceStates store;
    private final Executor worker;
    private final Supplier<List<SourceState>> present;
    private final Consumer<List<SourceState>> loaded;
    /** The worker's, as everything that follows. */
    private Map<Key, SourceState> saved = new HashMap<>();

    private boolean isLoaded;
    private boolean failed;

    /**
     * @param worker one thread, or as good as one
     * @param present what there is to be saved
     * @param loaded takes what was saved before this server started
     */
    KeptStates(
            SourceStates store,
            Executor worker,
            Supplier<List<SourceState>> present,
            Consumer<List<SourceState>> loaded) {
        this.store = store;
        this.worker = worker;
        this.present = present;
        this.loaded = loaded;
    }

    void begin(Timer timer) {
        save();
        timer.after(EVERY_NANOS, () -> begin(timer));
    }

    /** Soon. */
    void save() {
        try {
            worker.execute(this::saveNow);
        } catch (RejectedExecutionException e) {
            LOG.debug("the server has stopped", e);
        }
    }

    private void saveNow() {
        try {
            if (!isLoaded) {
                load();
            }
            Map<Key, SourceState> now = byKey(present.get());
            Collection<SourceState> changed = changed(now);
            if (!changed.isEmpty()) {
                store.save(changed);
                saved = now;
            }
            if (failed) {
                LOG.info("The pace of sources at sites can be saved in the database again");
                failed = false;
            }
        } catch (RuntimeException e) {
            if (!failed) {
                LOG.error("The pace of sources at sites can't be saved in the database; it goes on from memory", e);
            }
            failed = true;
        }
    }

    private void load() {
        List<SourceState> before = store.load();
        saved = byKey(before);
        loaded.accept(before);
        isLoaded = true;
    }

    private static Map<Key, SourceState> byKey(List<SourceState> states) {
        Map<Key, SourceState> byKey = new HashMap<>();
        states.forEach(state -> byKey.put(Key.of(state), state));
        return byKey;
    }

    private List<SourceState> changed(Map<Key, SourceState> now) {
        List<SourceState> changed = new ArrayList<>();
        now.forEach((key, state) -> {
            if (!state.equals(saved.get(key))) {
                changed.add(state);
            }
        });
        saved.keySet().stream()
                .filter(key -> !now.containsKey(key))
                .forEach(key -> changed.add(new SourceState(key.source(), key.site(), null, null)));
        return changed;
    }
}
