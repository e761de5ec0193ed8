package org.sluicemta.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;

/** Domain names, which can be written in several ways that mean the same. */
public final class DomainName {
    private DomainName() {}

    /**
     * A-labels (RFC 5890 section 2.3.2.1) in lower case, without a dot at the end; empty when a name outside ASCII is none
     * that IDNA 2008 allows (RFC 5891, with the mapping of UTS 46). The letters that IDNA 2003 made others of, ß and ς,
     * stay what they are: such names have owners of their own.
     */
    public static Optional<String> ascii(String name) {
        String bare = withoutDot(name.toLowerCase(Locale.ROOT));
        return isAscii(bare) ? Optional.of(bare) : Idn.CONVERSION.ascii(bare).map(DomainName::withoutDot);
    }

    /** The one form of a name that is the same for all its spellings: A-labels, or lower case for what has none. */
    public static String comparable(String name) {
        return ascii(name).orElseGet(() -> withoutDot(name.toLowerCase(Locale.ROOT)));
    }

    /** The domain that the name is directly below; empty when there is none. */
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

    /** Loaded with the first name outside ASCII. */
    private static final class Idn {
        private static final IdnConversion CONVERSION = ServiceLoader.load(
                        IdnConversion.class, DomainName.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "sluice-idn is not on the class path: names outside ASCII cannot be compared"));
    }
}
