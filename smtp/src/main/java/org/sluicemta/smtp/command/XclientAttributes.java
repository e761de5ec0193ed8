package org.sluicemta.smtp.command;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluicemta.network.IpRange;
import org.sluicemta.smtp.session.RepresentedClient;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.TenantDirectory;

/**
 * The attributes of an XCLIENT command. {@code [UNAVAILABLE]} means the peer will never know the value, {@code
 * [TEMPUNAVAIL]} that it couldn't find it out just now. Neither is a value.
 */
final class XclientAttributes {
    private static final String IPV6 = "IPV6:";
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final int LONGEST = 255;

    private final boolean loginAllowed;
    private final TenantDirectory tenants;
    private @Nullable InetAddress address;
    private boolean addressUnknown;
    private @Nullable String name;
    private @Nullable String helo;
    private @Nullable Boolean extended;
    private @Nullable Credential login;

    /** @param loginAllowed whether the peer may pass on the client's login */
    XclientAttributes(boolean loginAllowed, TenantDirectory tenants) {
        this.loginAllowed = loginAllowed;
        this.tenants = tenants;
    }

    /** Parses one {@code NAME=value}; false when it is malformed. */
    boolean take(String word) {
        int equals = word.indexOf('=');
        String value = equals < 1 ? null : Xtext.decode(word.substring(equals + 1));
        if (value == null || value.isEmpty() || value.length() > LONGEST || !isPrintable(value)) {
            return false;
        }
        String known = isUnavailable(value) ? "" : value;
        return switch (word.substring(0, equals).toUpperCase(Locale.ROOT)) {
            case "NAME" -> {
                name = HeloCommand.lenient(known);
                yield true;
            }
            case "ADDR" -> address(known);
            case "PORT", "DESTPORT" -> known.isEmpty() || isPort(known);
            case "DESTADDR" -> known.isEmpty() || parse(known).isPresent();
            case "PROTO" -> protocol(known);
            case "HELO" -> {
                helo = HeloCommand.lenient(known);
                yield true;
            }
            case "LOGIN" -> login(known);
            default -> false;
        };
    }

    RepresentedClient client() {
        return new RepresentedClient(address, addressUnknown, name, helo, extended, login);
    }

    private boolean address(String known) {
        addressUnknown = known.isEmpty();
        address = parse(known).orElse(null);
        return addressUnknown || address != null;
    }

    private boolean protocol(String known) {
        extended = known.equalsIgnoreCase("ESMTP");
        return known.isEmpty() || extended || known.equalsIgnoreCase("SMTP");
    }

    /** The peer has checked the password, but the name must still be one of ours. */
    private boolean login(String known) {
        if (!loginAllowed) {
            return false;
        }
        login = tenants.findCredential(known).orElse(null);
        return known.isEmpty() || login != null;
    }

    private static Optional<InetAddress> parse(String text) {
        boolean six = text.regionMatches(true, 0, IPV6, 0, IPV6.length());
        String literal = six ? text.substring(IPV6.length()) : text;
        if (!LITERAL.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(IpRange.parse(literal).base());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isPort(String text) {
        return PORT.matcher(text).matches() && Integer.parseInt(text) <= 65_535;
    }

    private static boolean isUnavailable(String value) {
        return value.equalsIgnoreCase("[UNAVAILABLE]") || value.equalsIgnoreCase("[TEMPUNAVAIL]");
    }

    /** Anything that goes into logs and events must not contain spaces or control characters. */
    private static boolean isPrintable(String value) {
        return value.chars().allMatch(c -> c > ' ' && c != 0x7F && !(c >= 0x80 && c <= 0x9F));
    }
}
