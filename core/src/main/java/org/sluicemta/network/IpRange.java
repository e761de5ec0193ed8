package org.sluicemta.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR form, RFC 4632, IPv4 or IPv6. A range never matches an address of the other family.
 *
 * @param base first address, bits after the prefix are zero
 * @param prefixLength 0 to 32 or 128
 */
public record IpRange(InetAddress base, int prefixLength) {
    public IpRange {
        int bits = base.getAddress().length * 8;
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException("the prefix length of a network around " + base.getHostAddress()
                    + " must be 0 to " + bits + ", got " + prefixLength);
        }
    }

    private static final Pattern FOUR_OCTETS =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

    /** Parses {@code 192.0.2.0/24}, {@code 2001:db8::/32} or a single address. Never asks DNS. */
    public static IpRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        // The JDK would look up anything that isn't a literal, and reads 127.1 as 127.0.0.1. It does neither for text
        // with a colon.
        if (!address.chars().allMatch(IpRange::isAddressCharacter)
                || address.indexOf(':') < 0 && !FOUR_OCTETS.matcher(address).matches()) {
            throw new IllegalArgumentException("not an address or range: \"" + text + "\"");
        }
        try {
            InetAddress base = InetAddress.getByName(address);
            int bits = base.getAddress().length * 8;
            return new IpRange(base, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("not an address or range: \"" + text + "\"", e);
        }
    }

    /** The range of this length around an address. */
    public static IpRange around(InetAddress address, int prefixLength) {
        byte[] octets = address.getAddress();
        for (int i = 0; i < octets.length; i++) {
            int kept = Math.clamp(prefixLength - 8L * i, 0, 8);
            octets[i] &= (byte) (0xFF00 >> kept);
        }
        try {
            return new IpRange(InetAddress.getByAddress(octets), prefixLength);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("as many octets as an address has", e);
        }
    }

    private static boolean isAddressCharacter(int c) {
        return Character.digit(c, 16) >= 0 || c == '.' || c == ':';
    }

    public boolean contains(InetAddress address) {
        byte[] ours = base.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = prefixLength / 8;
        for (int i = 0; i < whole; i++) {
            if (ours[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefixLength % 8;
        return rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xFF) >>> 8 - rest == 0;
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefixLength;
    }
}
