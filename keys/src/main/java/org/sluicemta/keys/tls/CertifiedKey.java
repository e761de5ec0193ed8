package org.sluicemta.keys.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.sluicemta.config.Problem;
import org.sluicemta.disk.OwnerOnlyFile;
import org.sluicemta.settings.PemPair;

/**
 * A key and its certificates.
 *
 * @param chain its own certificate first, then the issuers
 */
public record CertifiedKey(PrivateKey key, List<X509Certificate> chain) {
    public CertifiedKey {
        chain = List.copyOf(chain);
    }

    /** @throws GeneralSecurityException when one can't be used, or they don't belong together; names the file */
    public static CertifiedKey read(PemPair files) throws IOException, GeneralSecurityException {
        PrivateKey key = PemFiles.privateKey(files.privateKey());
        List<X509Certificate> chain = PemFiles.certificates(files.certificates());
        KeyPairCheck.check(key, chain.getFirst(), files);
        return new CertifiedKey(key, chain);
    }

    /** The same, if nobody but its owner may read the key. */
    public static CertifiedKey readOwnerOnly(PemPair files) throws IOException, GeneralSecurityException {
        Optional<Problem> exposure = OwnerOnlyFile.exposure(files.privateKey(), "the private key");
        if (exposure.isPresent()) {
            throw new GeneralSecurityException(exposure.get().toString());
        }
        return read(files);
    }

    /** Both files. */
    public static List<Path> files(PemPair pair) {
        return List.of(pair.privateKey(), pair.certificates());
    }

    /** The key's own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Prints without the key. */
    @Override
    public String toString() {
        return "key of " + certificate().getSubjectX500Principal();
    }
}
