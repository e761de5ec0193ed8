package org.sluicemta.gateway.dane;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.mail.DomainName;

/** Whether a server's certificates are those that the TLSA records of its host name. RFC 7672 section 3. */
public final class DaneCheck {
    private static final Integer DNS_NAME = 2; // RFC 5280 section 4.2.1.6

    private DaneCheck() {}

    /**
     * What is wrong with the chain, or nothing if one of the records matches.
     *
     * @param records usable ones
     * @param chain the server's own certificate first
     * @param host TLSA base domain
     */
    public static Optional<String> fault(List<Tlsa> records, List<X509Certificate> chain, String host, Instant now) {
        if (chain.isEmpty()) {
            return Optional.of("the server showed no certificate");
        }
        // RFC 7672 section 3.1.1: neither its names nor its dates count for a certificate that DNS names itself.
        if (records.stream().anyMatch(record -> record.namesServer() && record.matches(chain.getFirst()))) {
            return Optional.empty();
        }
        Optional<String> fault = Optional.of("no TLSA record matches the certificate");
        for (int i = 0; i < chain.size(); i++) {
            X509Certificate one = chain.get(i);
            if (records.stream().anyMatch(record -> record.namesAuthority() && record.matches(one))) {
                fault = faultBelow(one, chain.subList(0, i), chain.getFirst(), host, now);
                if (fault.isEmpty()) {
                    return fault;
                }
            }
        }
        return fault;
    }

    private static Optional<String> faultBelow(
            X509Certificate authority, List<X509Certificate> path, X509Certificate own, String host, Instant now) {
        try {
            own.checkValidity(Date.from(now));
            if (!path.isEmpty()) {
                PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
                parameters.setRevocationEnabled(false);
                parameters.setDate(Date.from(now));
                CertPathValidator.getInstance("PKIX")
                        .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            }
            // RFC 7672 section 3.1.2: here the name counts.
            return names(own, host) ? Optional.empty() : Optional.of("the certificate is not one of " + host);
        } catch (GeneralSecurityException e) {
            return Optional.of("the certificate is not valid: " + e.getMessage());
        }
    }

    private static boolean names(X509Certificate certificate, String host) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names != null
                && names.stream()
                        .anyMatch(name -> DNS_NAME.equals(name.getFirst())
                                && DomainName.matches(String.valueOf(name.get(1)), host));
    }
}
