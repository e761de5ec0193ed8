package org.sluicemta.tenant;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An identity that replaces a password: a client certificate, a name in one, or a name in a token. Written as {@code
 * sha256:<hex>}, {@code email:app@acme.example}, {@code dns:host.acme.example}, {@code uri:spiffe://acme/app} or {@code
 * token:app@acme.example}.
 */
public record CredentialIdentity(Kind kind, String value) implements StoredProof {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern VALUE = Pattern.compile("[^\\s\\p{Cntrl}]{1,255}");

    /** Where to look for the value. */
    public enum Kind {
        /** The certificate itself: SHA-256 of its DER encoding. */
        SHA256,
        /** An rfc822Name of the certificate, RFC 5280 section 4.2.1.6. */
        EMAIL,
        /** A dNSName of the certificate. */
        DNS,
        /** A uniformResourceIdentifier of the certificate. */
        URI,
        /** A claim of an OAuth token; the listener says which. */
        TOKEN;

        /** Its text form. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CredentialIdentity {
        value = switch (kind) {
            case SHA256 -> value.replace(":", "").toLowerCase(Locale.ROOT);
            case EMAIL, DNS -> value.toLowerCase(Locale.ROOT);
            case URI, TOKEN -> value;
        };
        if (kind == Kind.SHA256 && !FINGERPRINT.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a fingerprint must be SHA-256, 64 hexadecimal digits with or without colons, got \"" + value
                            + "\"; print it with: openssl x509 -noout -fingerprint -sha256 -in FILE");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an identity must be 1 to 255 characters without spaces, got \"" + value + "\"");
        }
    }

    /** Throws IllegalArgumentException that says what would be valid. */
    public static CredentialIdentity parse(String text) {
        int colon = text.indexOf(':');
        String label = colon < 0 ? "" : text.substring(0, colon);
        for (Kind kind : Kind.values()) {
            if (kind.label().equals(label)) {
                return new CredentialIdentity(kind, text.substring(colon + 1));
            }
        }
        throw new IllegalArgumentException(
                "an identity must start with sha256:, email:, dns:, uri: or token:, got \"" + label + "\"");
    }

    @Override
    public String format() {
        return kind.label() + ":" + value;
    }
}
