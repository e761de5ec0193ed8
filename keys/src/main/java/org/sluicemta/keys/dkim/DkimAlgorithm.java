package org.sluicemta.keys.dkim;

/** How a key signs. */
public enum DkimAlgorithm {
    /** RFC 6376 section 3.3.1. */
    RSA_SHA256("rsa", "RSA", "SHA256withRSA"),
    /** RFC 8463 section 3. */
    ED25519_SHA256("ed25519", "Ed25519", "Ed25519");

    private final String keyType;
    private final String keyAlgorithm;
    private final String signatureAlgorithm;

    DkimAlgorithm(String keyType, String keyAlgorithm, String signatureAlgorithm) {
        this.keyType = keyType;
        this.keyAlgorithm = keyAlgorithm;
        this.signatureAlgorithm = signatureAlgorithm;
    }

    /** The k= tag of the key record. */
    public String keyType() {
        return keyType;
    }

    /** The a= tag of the signature. */
    public String tag() {
        return keyType + "-sha256";
    }

    String keyAlgorithm() {
        return keyAlgorithm;
    }

    String signatureAlgorithm() {
        return signatureAlgorithm;
    }
}
