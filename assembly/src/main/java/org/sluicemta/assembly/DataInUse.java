package org.sluicemta.assembly;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.sluicemta.console.jmx.RunningServer;

/**
 * Another server uses the same data directory. The database and the broker would notice as well, but later and less
 * clearly.
 */
final class DataInUse extends IOException {
    private static final long serialVersionUID = 1;

    private DataInUse(Path data, long pid) {
        super("a server works in " + data + " already, process " + pid
                + ". Stop that one first, or give this one a data directory of its own");
    }

    /** Throws DataInUse when another process runs a server there. */
    static void refuse(Path data) throws IOException {
        try {
            RunningServer other = RunningServer.read(data);
            if (other.pid() != ProcessHandle.current().pid() && other.stillRuns()) {
                throw new DataInUse(data, other.pid());
            }
        } catch (NoSuchFileException e) {
            return; // none has run there, or it stopped normally
        }
    }
}
