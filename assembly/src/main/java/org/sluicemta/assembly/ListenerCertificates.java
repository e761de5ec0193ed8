package org.sluicemta.assembly;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;

/** Sees to it that every listener that encrypts has a key and certificates at its first start. */
final class ListenerCertificates {
    private final Path home;
    private final String hostName;
    private final InstantSource clock;

    ListenerCertificates(Path home, String hostName, InstantSource clock) {
        this.home = home;
        this.hostName = hostName;
        this.clock = clock;
    }

    void makeIfMissing(HierarchicalConfiguration<ImmutableNode> smtpServers) throws IOException {
        for (HierarchicalConfiguration<ImmutableNode> listener : smtpServers.configurationsAt("smtpserver")) {
            String key = listener.getString("tls.privateKey", "");
            String certificates = listener.getString("tls.certificates", "");
            if (!key.isEmpty() && !certificates.isEmpty()) {
                SelfMadeCertificate.makeIfMissing(
                        home.resolve(key), home.resolve(certificates), hostName, clock.instant());
            }
        }
    }
}
