package org.sluicemta.gateway.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many connections the system allows this process. */
public final class FileDescriptors {
    private FileDescriptors() {}

    /**
     * Half of its file descriptors, because listeners, queues and storage need some too. No limit where none is known.
     */
    public static int forConnections() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? (int) Math.clamp(system.getMaxFileDescriptorCount() / 2, 1, Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
    }
}
