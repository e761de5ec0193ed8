package org.sluicemta.gateway.connection;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What a server's certificate says. */
final class ServerCertificate {
    private static final Integer DNS_NAME = 2; // RFC 5280 section 4.2.1.6

    private ServerCertificate() {}

    /**
     * Whether it has a dNSName at all. If it has one, JSSE compares only those with the host's name; else it would take
     * the common name, which RFC 8461 section 4.1 doesn't allow.
     */
    static boolean namesHost(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate own && hasDnsName(own);
        } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
            return false;
        }
    }

    private static boolean hasDnsName(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names != null && names.stream().anyMatch(name -> DNS_NAME.equals(name.getFirst()));
    }
}
