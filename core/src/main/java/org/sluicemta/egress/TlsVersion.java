package org.sluicemta.egress;

/** A version of TLS. What is older is broken (RFC 8996), and never used. */
public enum TlsVersion {
    TLS_1_2("TLSv1.2"),
    TLS_1_3("TLSv1.3");

    private final String label;

    TlsVersion(String label) {
        this.label = label;
    }

    /** As egress.xml and Java write it. */
    public String label() {
        return label;
    }
}
