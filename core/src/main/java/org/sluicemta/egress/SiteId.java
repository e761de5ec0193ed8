package org.sluicemta.egress;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.sluicemta.hash.Sha256;

/**
 * A receiving site: a configured provider's name ({@code gmail}), the MX hosts of domains without a configured one
 * ({@code mx_mail.example.org}), a domain that outgrew the common site before its hosts were known ({@code example.org}),
 * or {@link #OTHER}. Lower case; letters, digits, hyphen, underscore and dots.
 */
public record SiteId(String value) {
    /** Site of all domains without one of their own. */
    public static final SiteId OTHER = new SiteId("other");

    /** What the names of no configured site begin with. */
    public static final String OF_HOSTS = "mx_";

    private static final int LONGEST = 253;
    private static final int LONGEST_HOST = 200;
    private static final int HASH_OCTETS = 6;

    public SiteId {
        value = value.toLowerCase(Locale.ROOT);
        if (value.isEmpty() || value.length() > LONGEST || !value.chars().allMatch(SiteId::allowed)) {
            throw new IllegalArgumentException("site must be a short name or a domain, got \"" + value + "\"");
        }
    }

    /**
     * The site of all domains that have exactly these MX hosts. Named after the first of them in alphabetical order, with
     * a hash of all unless that one says everything.
     *
     * @param hosts names or addresses, in any order; at least one
     */
    public static SiteId ofHosts(Collection<String> hosts) {
        List<String> all = hosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
        String first = all.getFirst();
        String name = readable(first);
        return new SiteId(
                all.size() == 1 && name.equals(first)
                        ? OF_HOSTS + first
                        : OF_HOSTS + name + "_" + hash(String.join(",", all)));
    }

    private static String readable(String host) {
        StringBuilder name = new StringBuilder();
        host.chars().limit(LONGEST_HOST).forEach(c -> name.append(allowed(c) ? (char) c : '-'));
        return name.toString();
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)), 0, HASH_OCTETS);
    }

    /** Whether it stands for MX hosts that no configured site names. */
    public boolean isOfHosts() {
        return value.startsWith(OF_HOSTS);
    }

    private static boolean allowed(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }

    @Override
    public String toString() {
        return value;
    }
}
