package org.sluicemta.routes;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does. */
final class Waiting {
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final int TRIES = 1_000;

    private Waiting() {}

    /** Whether it was so within 20 seconds. */
    static boolean until(BooleanSupplier reached) throws InterruptedException {
        for (int i = 0; i < TRIES && !reached.getAsBoolean(); i++) {
            NEVER.await(20, TimeUnit.MILLISECONDS);
        }
        return reached.getAsBoolean();
    }
}
