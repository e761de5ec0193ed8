package org.sluicemta.assembly;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.settings.PemPair;

/** Makes sure that every listener with TLS has a key and certificates at its first start. */
final class ListenerCertificates {
    private final String hostName;
    private final InstantSource clock;

    ListenerCertificates(String hostName, InstantSource clock) {
        this.hostName = hostName;
        this.clock = clock;
    }

    void makeIfMissing(List<ListenerSettings> listeners) throws IOException {
        for (ListenerSettings listener : listeners) {
            if (listener.tlsSettings().isPresent()) {
                PemPair pair = listener.tlsSettings().get().usual();
                SelfMadeCertificate.makeIfMissing(pair.privateKey(), pair.certificates(), hostName, clock.instant());
            }
        }
    }
}
