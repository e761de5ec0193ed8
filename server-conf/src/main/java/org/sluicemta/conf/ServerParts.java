package org.sluicemta.conf;

import java.nio.file.Path;
import java.util.Optional;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.conf.xml.Problems;

/**
 * What only the parts of the server can check: which mailets exist, whether they accept their parameters, and whether
 * keys, certificates and addresses are usable. Implemented in the assembly, which has all the parts.
 */
public interface ServerParts extends ChainClassCheck {
    /** Knows nothing and reports no problems. */
    ServerParts NONE = new ServerParts() {
        @Override
        public void check(ServerConfiguration whole, Path home, Problems problems) {
            // There are no parts.
        }

        @Override
        public Optional<Fault> faultOfMailet(String className) {
            return Optional.empty();
        }

        @Override
        public Optional<Fault> faultOfMatcher(String className) {
            return Optional.empty();
        }
    };

    /**
     * Reports everything that would prevent a server with this configuration from starting. Changes nothing on disk.
     *
     * @param whole files that are valid on their own and together
     */
    void check(ServerConfiguration whole, Path home, Problems problems);
}
