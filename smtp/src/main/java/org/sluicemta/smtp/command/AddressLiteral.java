package org.sluicemta.smtp.command;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.sluicemta.network.IpRange;

/** Address literals, RFC 5321 section 4.1.3: {@code [192.0.2.1]} and {@code [IPv6:2001:db8::1]}. */
final class AddressLiteral {
    private static final String IPV6 = "IPv6:";

    private AddressLiteral() {}

    static boolean isValid(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return false;
        }
        String inner = text.substring(1, text.length() - 1);
        return inner.regionMatches(true, 0, IPV6, 0, IPV6.length())
                ? isAddress(inner.substring(IPV6.length()), true)
                : isAddress(inner, false);
    }

    /**
     * The literal with the tag RFC 5321 requires, when the text is an IPv6 address without it; otherwise the text
     * itself.
     */
    static String tagged(String text) {
        String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : "";
        return isAddress(inner, true) ? "[" + IPV6 + inner + "]" : text;
    }

    static String of(InetAddress address) {
        String text = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + IPV6 + text.replaceFirst("%.*", "") + "]" : "[" + text + "]";
    }

    private static boolean isAddress(String text, boolean six) {
        boolean looksRight = six ? text.indexOf(':') >= 0 : text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        if (!looksRight || text.indexOf('/') >= 0) {
            return false;
        }
        try {
            // RFC 5321 section 4.1.3, IPv6v4-comp: Java turns ::ffff:192.0.2.1 into an IPv4 address.
            int length = IpRange.parse(text).base().getAddress().length;
            return six || length == 4;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
