package org.sluicemta.smtp.tls;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.sluicemta.hash.Sha256;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.CredentialIdentity.Kind;

/** The names in a certificate. */
final class CertificateNames {
    /**
     * GeneralName tags, RFC 5280 section 4.2.1.6, as {@link X509Certificate#getSubjectAlternativeNames} returns them.
     */
    private static final Map<Integer, Kind> KINDS = Map.of(1, Kind.EMAIL, 2, Kind.DNS, 6, Kind.URI);

    private CertificateNames() {}

    static CredentialIdentity fingerprint(X509Certificate certificate) {
        try {
            byte[] hash = Sha256.of(certificate.getEncoded());
            return new CredentialIdentity(Kind.SHA256, HexFormat.of().formatHex(hash));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate from a handshake can be encoded", e);
        }
    }

    /** Its subject alternative names. The common name doesn't count: RFC 9525 section 2 abolished it. */
    static List<CredentialIdentity> alternatives(X509Certificate certificate) {
        List<CredentialIdentity> found = new ArrayList<>();
        for (List<?> name : names(certificate)) {
            Kind kind = KINDS.get(name.get(0));
            if (kind != null && name.get(1) instanceof String text && isUsable(text)) {
                found.add(new CredentialIdentity(kind, text));
            }
        }
        return found;
    }

    private static boolean isUsable(String text) {
        return text.matches("[^\\s\\p{Cntrl}]{1,255}");
    }

    private static Collection<List<?>> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of(); // names that can't be read identify nobody
        }
    }
}
