package org.sluicemta.egress;

import java.util.Locale;

/**
 * A receiving site: a configured provider's name ({@code gmail}), a domain that outgrew the common site
 * ({@code example.org}), or {@link #OTHER}. Lower case; letters, digits, hyphen, underscore and dots.
 */
public record SiteId(String value) {
    /** Site of all domains without one of their own. */
    public static final SiteId OTHER = new SiteId("other");

    public SiteId {
        value = value.toLowerCase(Locale.ROOT);
        if (value.isEmpty() || value.length() > 253 || !value.chars().allMatch(SiteId::allowed)) {
            throw new IllegalArgumentException("site must be a short name or a domain, got \"" + value + "\"");
        }
    }

    private static boolean allowed(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }

    @Override
    public String toString() {
        return value;
    }
}
