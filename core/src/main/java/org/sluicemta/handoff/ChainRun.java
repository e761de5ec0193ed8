package org.sluicemta.handoff;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * One pass of a message through the chain. Mailets find it by thread: a chain runs on one thread from the first matcher
 * to the last mailet, and a message split by a matcher is still the same run.
 */
public final class ChainRun {
    private static final ThreadLocal<ChainRun> CURRENT = new ThreadLocal<>();

    private final List<Staged> staged = new ArrayList<>();

    private int nextRecipientIndex;
    private int accounted;

    private ChainRun() {}

    /**
     * Runs the chain and returns everything it staged, in order. Exceptions pass through, and nothing is staged then.
     */
    public static List<Staged> collect(Callable<?> chain) throws Exception {
        if (CURRENT.get() != null) {
            throw new IllegalStateException("a chain is already running on this thread");
        }
        ChainRun run = new ChainRun();
        CURRENT.set(run);
        try {
            chain.call();
            return List.copyOf(run.staged);
        } finally {
            CURRENT.remove();
        }
    }

    /**
     * The current thread's run. Throws IllegalStateException outside a chain, where staged mail would never be
     * committed.
     */
    public static ChainRun current() {
        ChainRun run = CURRENT.get();
        if (run == null) {
            throw new IllegalStateException("no chain is running on this thread, so nothing would commit this mail");
        }
        return run;
    }

    /** The index for another recipient of this run's message, from 0. Unique even when a matcher split the mail. */
    public int nextRecipientIndex() {
        return nextRecipientIndex++;
    }

    public void stage(Staged mail) {
        staged.add(mail);
    }

    /** A mailet has recorded its own event about recipients it removed from the mail. */
    public static void account() {
        ChainRun run = CURRENT.get();
        if (run != null) {
            run.accounted++;
        }
    }

    /**
     * How often recipients were staged or accounted for in this run. A mailet that removes recipients without
     * increasing it has lost them.
     */
    public static int accounts() {
        ChainRun run = CURRENT.get();
        return run == null ? 0 : run.accounted + run.staged.size();
    }
}
