package org.sluicemta.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** Domain names, which have several equivalent spellings. */
public final class DomainName {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

    private DomainName() {}

    /**
     * A-labels (RFC 5890 section 2.3.2.1) in lower case, without a trailing dot. Empty for a non-ASCII name that IDNA
     * 2008 forbids (RFC 5891, with the mapping of UTS 46). ß and ς, which IDNA 2003 maps to other letters, are kept:
     * such names have owners of their own.
     */
    public static Optional<String> ascii(String name) {
        String bare = withoutDot(name.toLowerCase(Locale.ROOT));
        return isAscii(bare) ? Optional.of(bare) : Idn.CONVERSION.ascii(bare).map(DomainName::withoutDot);
    }

    /** The canonical form, the same for all spellings: A-labels, or lower case where there are none. */
    public static String comparable(String name) {
        return ascii(name).orElseGet(() -> withoutDot(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether it is written in labels that DNS can have, in ASCII and lower case. RFC 1035 section 2.3.4. */
    public static boolean isWellFormed(String ascii) {
        return ascii.length() <= 253
                && Arrays.stream(ascii.split("\\.", -1))
                        .allMatch(label -> LABEL.matcher(label).matches());
    }

    /**
     * Whether the host has a name of this pattern. RFC 6125 section 6.4.3: a wildcard stands for exactly one label, the
     * first.
     *
     * @param pattern such as {@code mx.example.org} or {@code *.example.org}
     */
    public static boolean matches(String pattern, String host) {
        String wanted = pattern.toLowerCase(Locale.ROOT);
        String name = host.toLowerCase(Locale.ROOT);
        if (!wanted.startsWith("*.")) {
            return wanted.equals(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && name.substring(dot).equals(wanted.substring(1));
    }

    /** The parent domain; empty when there is none. */
    public static String above(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** Loaded with the first non-ASCII name. */
    private static final class Idn {
        private static final IdnConversion CONVERSION = ServiceLoader.load(
                        IdnConversion.class, DomainName.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "sluice-idn is not on the class path: names outside ASCII cannot be compared"));
    }
}
