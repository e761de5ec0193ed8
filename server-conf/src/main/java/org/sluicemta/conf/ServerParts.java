package org.sluicemta.conf;

import java.nio.file.Path;
import java.util.Optional;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.conf.xml.Problems;

/**
 * What only the parts of the server can say about a configuration: which mailets there are, whether they take their
 * parameters, whether keys, certificates and addresses can be used. Answered by the assembly, which has all the parts.
 */
public interface ServerParts extends ChainClassCheck {
    /** Knows nothing and finds nothing wrong. */
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
     * Notes everything that would keep a server with this configuration from starting. Changes nothing on disk.
     *
     * @param whole files that are right by themselves and fit each other
     */
    void check(ServerConfiguration whole, Path home, Problems problems);
}
