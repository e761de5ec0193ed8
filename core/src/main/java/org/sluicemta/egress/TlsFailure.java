package org.sluicemta.egress;

import java.util.Arrays;

/** What can be wrong with a receiving domain's TLS or with its policy: the result types of RFC 8460 section 4.3. */
public enum TlsFailure {
    STARTTLS_NOT_SUPPORTED("starttls-not-supported"),
    CERTIFICATE_HOST_MISMATCH("certificate-host-mismatch"),
    CERTIFICATE_EXPIRED("certificate-expired"),
    CERTIFICATE_NOT_TRUSTED("certificate-not-trusted"),
    /** Anything else about the session, such as a handshake that was cut off. */
    VALIDATION_FAILURE("validation-failure"),
    /** TLSA records couldn't be looked up, perhaps because a signature isn't valid. */
    DNSSEC_INVALID("dnssec-invalid"),
    STS_POLICY_FETCH_ERROR("sts-policy-fetch-error"),
    STS_POLICY_INVALID("sts-policy-invalid"),
    STS_WEBPKI_INVALID("sts-webpki-invalid");

    private final String label;

    TlsFailure(String label) {
        this.label = label;
    }

    /** As reports name it. */
    public String label() {
        return label;
    }

    /** The one with this label. */
    public static TlsFailure of(String label) {
        return Arrays.stream(values())
                .filter(one -> one.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no result of TLS is called " + label));
    }
}
