package org.sluicemta.smtp.tls;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** What a handshake agreed on. Kept as long as the connection. */
public final class TlsSession {
    private static final String TLS_1_3 = "TLSv1.3";

    private final SSLSession session;

    public TlsSession(SSLSession session) {
        this.session = session;
    }

    /** {@code TLSv1.3 TLS_AES_128_GCM_SHA256}. */
    public String description() {
        return session.getProtocol() + " " + session.getCipherSuite();
    }

    /** What an authentication can be bound to: the data by its type. */
    public Map<ChannelBinding, byte[]> channelBindings() {
        Map<ChannelBinding, byte[]> bindings = new EnumMap<>(ChannelBinding.class);
        // RFC 9266 section 4: before TLS 1.3 only where the handshake had an extended master secret, which is not
        // known.
        if (session.getProtocol().equals(TLS_1_3)) {
            KeyingMaterial.export(session).ifPresent(data -> bindings.put(ChannelBinding.TLS_EXPORTER, data));
        }
        ownCertificate()
                .flatMap(EndPointHash::of)
                .ifPresent(data -> bindings.put(ChannelBinding.TLS_SERVER_END_POINT, data));
        return bindings;
    }

    private Optional<X509Certificate> ownCertificate() {
        Certificate[] chain = session.getLocalCertificates();
        return chain == null || chain.length == 0 ? Optional.empty() : Optional.of((X509Certificate) chain[0]);
    }
}
