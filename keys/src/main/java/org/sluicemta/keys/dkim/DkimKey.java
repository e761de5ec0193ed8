package org.sluicemta.keys.dkim;

import java.security.PrivateKey;

/**
 * A key that signs for a domain. Prints without the key.
 *
 * @param domain the d= tag, lower case
 * @param selector the s= tag, lower case
 */
public record DkimKey(String domain, String selector, DkimAlgorithm algorithm, PrivateKey privateKey) {
    private static final String NAME = "[a-z0-9]([a-z0-9._-]*[a-z0-9])?";

    public DkimKey {
        checkName("domain", domain);
        checkName("selector", selector);
    }

    /** Throws IllegalArgumentException naming what is wrong and the value. Names are DNS names in lower case. */
    static void checkName(String what, String name) {
        if (!name.matches(NAME) || name.contains("..")) {
            throw new IllegalArgumentException(
                    what + " must be a lower-case DNS name of letters, digits, hyphens and dots, got \"" + name + "\"");
        }
    }

    /** What to publish in DNS so that others can verify. */
    public DkimDnsRecord dnsRecord() {
        return DkimDnsRecord.of(this);
    }

    @Override
    public String toString() {
        return "DkimKey[" + selector + "._domainkey." + domain + ", " + algorithm.tag() + ", [REDACTED]]";
    }
}
