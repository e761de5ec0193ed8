package org.sluicemta.handoff;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * One pass of a message through the chain. Mailets find it by thread, because a chain runs on one thread from the first
 * matcher to the last mailet, and a mail that a matcher splits is still the same run.
 */
public final class ChainRun {
    private static final ThreadLocal<ChainRun> CURRENT = new ThreadLocal<>();

    private final List<Staged> staged = new ArrayList<>();

    private int nextRecipientIndex;
    private int accounted;

    private ChainRun() {}

    /** Runs the chain and returns all that it staged, in order. What it throws passes through, and nothing is staged. */
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

    /** The run of this thread. Throws IllegalStateException outside a chain: nothing would commit what is staged. */
    public static ChainRun current() {
        ChainRun run = CURRENT.get();
        if (run == null) {
            throw new IllegalStateException("no chain is running on this thread, so nothing would commit this mail");
        }
        return run;
    }

    /** A place for one more recipient of this run's message, from 0: unique even when a matcher split the mail. */
    public int nextRecipientIndex() {
        return nextRecipientIndex++;
    }

    public void stage(Staged mail) {
        staged.add(mail);
    }

    /** A mailet has written an event of its own about recipients that it takes out of the mail. */
    public static void account() {
        ChainRun run = CURRENT.get();
        if (run != null) {
            run.accounted++;
        }
    }

    /** How often recipients were staged or accounted for on this thread: a mailet after which it stands still lost those it took. */
    public static int accounts() {
        ChainRun run = CURRENT.get();
        return run == null ? 0 : run.accounted + run.staged.size();
    }
}
