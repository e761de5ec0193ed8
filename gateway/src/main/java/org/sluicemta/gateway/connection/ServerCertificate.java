package org.sluicemta.gateway.connection;

import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.mail.DomainName;

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
     * What makes a chain that was accepted unseen invalid, or null if nothing does.
     *
     * @param authorities who may sign certificates
     */
    static @Nullable TlsFailure fault(List<X509Certificate> chain, String host, X509TrustManager authorities) {
        if (chain.isEmpty()) {
            return TlsFailure.CERTIFICATE_NOT_TRUSTED;
        }
        try {
            authorities.checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
        } catch (CertificateException e) {
            return failureOf(e);
        }
        return dnsNames(chain.getFirst()).anyMatch(name -> DomainName.matches(name, host))
                ? null
                : TlsFailure.CERTIFICATE_HOST_MISMATCH;
    }

    /** What a failed handshake was about. */
    static TlsFailure failureOf(Throwable failure) {
        TlsFailure known = TlsFailure.VALIDATION_FAILURE;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return TlsFailure.CERTIFICATE_EXPIRED;
            }
            if (cause instanceof CertificateException) {
                // JSSE has no class of its own for a name that doesn't match.
                known = String.valueOf(cause.getMessage()).startsWith("No ")
                        ? TlsFailure.CERTIFICATE_HOST_MISMATCH
                        : TlsFailure.CERTIFICATE_NOT_TRUSTED;
            }
        }
        return known;
    }

    /**
     * Whether the server's own has a dNSName at all. If it has one, JSSE compares only those with the host's name; else
     * it takes the common name, which RFC 8461 section 4.1 doesn't allow.
     */
    static boolean namesHost(List<X509Certificate> chain) {
        return !chain.isEmpty() && dnsNames(chain.getFirst()).findAny().isPresent();
    }

    /** Whether the server's own has one of these names. */
    static boolean hasOneOf(List<String> names, List<X509Certificate> chain) {
        return !chain.isEmpty()
                && dnsNames(chain.getFirst())
                        .anyMatch(pattern -> names.stream().anyMatch(name -> DomainName.matches(pattern, name)));
    }

    private static Stream<String> dnsNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Stream.empty()
                    : names.stream()
                            .filter(name -> DNS_NAME.equals(name.getFirst()))
                            .map(name -> String.valueOf(name.get(1)));
        } catch (CertificateParsingException e) {
            return Stream.empty();
        }
    }
}
