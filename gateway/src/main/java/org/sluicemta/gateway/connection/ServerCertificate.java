package org.sluicemta.gateway.connection;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** The certificates that a server has shown. */
final class ServerCertificate {
    private static final Integer DNS_NAME = 2; // RFC 5280 section 4.2.1.6

    private ServerCertificate() {}

    /** The server's own first; none if it showed none. */
    static List<X509Certificate> chain(SSLSession session) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate one : session.getPeerCertificates()) {
                if (one instanceof X509Certificate known) {
                    chain.add(known);
                }
            }
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
        return chain;
    }

    /**
     * Whether the server's own has a dNSName at all. If it has one, JSSE compares only those with the host's name; else
     * it takes the common name, which RFC 8461 section 4.1 doesn't allow.
     */
    static boolean namesHost(List<X509Certificate> chain) {
        try {
            Collection<List<?>> names =
                    chain.isEmpty() ? null : chain.getFirst().getSubjectAlternativeNames();
            return names != null && names.stream().anyMatch(name -> DNS_NAME.equals(name.getFirst()));
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
