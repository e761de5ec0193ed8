package org.sluicemta.smtp.tls;

import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.sluicemta.tenant.CredentialIdentity;

/** What a handshake agreed on. Kept as long as the connection. */
public final class TlsSession {
    private static final String TLS_1_3 = "TLSv1.3";

    private final SSLSession session;
    private final ClientTrust trust;

    /** @param trust the trust in force at the handshake */
    public TlsSession(SSLSession session, ClientTrust trust) {
        this.session = session;
        this.trust = trust;
    }

    /** {@code TLSv1.3 TLS_AES_128_GCM_SHA256}. */
    public String description() {
        return session.getProtocol() + " " + session.getCipherSuite();
    }

    /** What authentication can be bound to: data by type. */
    public Map<ChannelBinding, byte[]> channelBindings() {
        Map<ChannelBinding, byte[]> bindings = new EnumMap<>(ChannelBinding.class);
        // RFC 9266 section 4: before TLS 1.3 only if the handshake had an extended master secret, which can't be
        // determined.
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

    /** Whether the client presented a certificate, trusted or not. */
    public boolean hasClientCertificate() {
        return !clientChain().isEmpty();
    }

    /**
     * The identities in the client's certificate: its fingerprint, and its names if it is trusted. Empty without a
     * certificate, or when it isn't currently valid. Takes milliseconds, because a signature chain is verified.
     */
    public List<CredentialIdentity> clientIdentities(Instant now) {
        List<X509Certificate> chain = clientChain();
        if (chain.isEmpty() || !isValid(chain.get(0), now)) {
            return List.of();
        }
        List<CredentialIdentity> identities = new ArrayList<>();
        identities.add(CertificateNames.fingerprint(chain.get(0)));
        if (trust.believes(chain)) {
            identities.addAll(CertificateNames.alternatives(chain.get(0)));
        }
        return identities;
    }

    private static boolean isValid(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private List<X509Certificate> clientChain() {
        try {
            return Arrays.stream(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of(); // how JSSE reports that there is none
        }
    }
}
