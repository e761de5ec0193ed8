package org.sluicemta.keys.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** Whether a certificate is in force today. */
public final class CertificateValidity {
    private CertificateValidity() {}

    /** Throws GeneralSecurityException naming the subject and both days if it isn't. */
    public static void check(X509Certificate certificate) throws GeneralSecurityException {
        try {
            certificate.checkValidity();
        } catch (CertificateException e) {
            throw new GeneralSecurityException(
                    "the certificate of " + certificate.getSubjectX500Principal() + " is valid from "
                            + certificate.getNotBefore().toInstant() + " to "
                            + certificate.getNotAfter().toInstant(),
                    e);
        }
    }
}
