package org.sluicemta.routes.split;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.inject.Inject;
import javax.inject.Singleton;

/** The entrances of the routes in force, replaced as one when routes are reloaded. */
@Singleton
public final class Entrances {
    private volatile Open open = new Open(Optional.empty(), List.of());

    /** Those of one load, and the messages inside. */
    public static final class Open {
        private final Optional<Entrance.Accepted> accepted;
        private final List<Entrance.Returned> returned;
        /** One party while these are in force, and one for each message inside. */
        private final Phaser inside = new Phaser(1);

        /**
         * @param accepted where accepted mail goes; empty while no routes run
         * @param returned where returned mail goes on its way to the intake, in order
         */
        public Open(Optional<Entrance.Accepted> accepted, List<Entrance.Returned> returned) {
            this.accepted = accepted;
            this.returned = List.copyOf(returned);
        }

        Optional<Entrance.Accepted> accepted() {
            return accepted;
        }

        List<Entrance.Returned> returned() {
            return returned;
        }

        void leave() {
            inside.arriveAndDeregister();
        }
    }

    @Inject
    public Entrances() {}

    /** Those in force; {@link Open#leave} must follow. */
    Open enter() {
        Open current = open;
        while (current.inside.register() < 0) { // they have been replaced in the meantime
            current = open;
        }
        return current;
    }

    /**
     * Replaces the entrances in force. Returns when nothing is inside the old ones any more, or when the time is over.
     *
     * @return whether nothing is inside
     */
    public boolean replaceBy(Open next, Duration bound) {
        Open old = open;
        open = next;
        int phase = old.inside.arriveAndDeregister();
        try {
            old.inside.awaitAdvanceInterruptibly(phase, bound.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Mail is refused until others open. */
    public void close(Duration bound) {
        replaceBy(new Open(Optional.empty(), List.of()), bound);
    }
}
