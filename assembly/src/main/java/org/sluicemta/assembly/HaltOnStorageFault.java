package org.sluicemta.assembly;

import javax.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.queue.broker.StorageFault;

/** Ends the process at once, like a crash. Everything that got 250 is on disk, and a restart continues from there. */
@Singleton
final class HaltOnStorageFault implements StorageFault {
    /** EX_IOERR of sysexits.h. */
    static final int EXIT_CODE = 74;

    private static final Logger LOG = LoggerFactory.getLogger(HaltOnStorageFault.class);

    @Override
    public void happened(String what, Throwable cause) {
        LOG.error(
                "the broker cannot write: {}. The server ends at once, so that nothing counts that is not on disk; start"
                        + " it again when the disk has space and works",
                what,
                cause);
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
