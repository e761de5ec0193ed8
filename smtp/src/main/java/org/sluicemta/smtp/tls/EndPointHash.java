package org.sluicemta.smtp.tls;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The hash of the server certificate used by {@code tls-server-end-point}, RFC 5929 section 4.1. */
final class EndPointHash {
    private static final Pattern HASH_WITH = Pattern.compile("(MD5|SHA-?\\d+)WITH.*");

    private EndPointHash() {}

    /** Empty for a certificate whose signature doesn't use a single hash (Ed25519); the RFC doesn't define it. */
    static Optional<byte[]> of(X509Certificate certificate) {
        try {
            String hash = hash(certificate);
            return hash == null
                    ? Optional.empty()
                    : Optional.of(MessageDigest.getInstance(hash).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException("the certificate in use cannot be hashed", e);
        }
    }

    private static @Nullable String hash(X509Certificate certificate)
            throws GeneralSecurityException, java.io.IOException {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.startsWith("RSASSA-PSS")) {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            return atLeastSha256(
                    parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm());
        }
        Matcher named = HASH_WITH.matcher(algorithm);
        return named.matches() ? atLeastSha256(named.group(1)) : null;
    }

    /** SHA-256 replaces MD5 and SHA-1; others stay. */
    private static String atLeastSha256(String hash) {
        String digits = hash.replaceAll("(?i)^SHA-?", "");
        return digits.equals("1") || digits.equalsIgnoreCase("MD5") ? "SHA-256" : "SHA-" + digits;
    }
}
