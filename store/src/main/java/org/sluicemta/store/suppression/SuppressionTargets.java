package org.sluicemta.store.suppression;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.mail.DomainName;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.settings.SuppressionSettings;

/**
 * Converts addresses and domains to the format in which entries are stored and looked up: the domain in lower-case
 * ASCII (A-labels of IDNA 2008, RFC 5891), the local part in lower case, without redundant quotes. RFC 5321 section 2.4
 * allows case-sensitive local parts, but no mailbox provider has them, and mailing someone who unsubscribed in another
 * case would be worse.
 *
 * @param foldSubAddresses whether {@code user+tag} is the same as {@code user}, RFC 5233
 * @param key with which addresses are hashed before they are stored; if empty, they are stored as they are. Domains
 *     don't identify a person and are never hashed
 */
public record SuppressionTargets(boolean foldSubAddresses, Optional<TargetKey> key) {
    /** Longest target that is stored; RFC 5321 section 4.5.3.1 allows 64 + 1 + 255 octets. */
    static final int MAX_LENGTH = 400;

    /**
     * Labels of letters of any script, digits, hyphens and underscores. RFC 5321 section 4.1.2. No name has more than
     * 127 labels; without that bound the matcher's recursion is as deep as the text is long.
     */
    private static final Pattern DOMAIN = Pattern.compile(
            "(?!-)[\\p{L}\\p{M}\\p{N}_-]{1,63}(?<!-)(\\.(?!-)[\\p{L}\\p{M}\\p{N}_-]{1,63}(?<!-)){0,126}\\.?");

    /** Addresses are stored as they are. */
    public SuppressionTargets(boolean foldSubAddresses) {
        this(foldSubAddresses, Optional.empty());
    }

    /**
     * As configured; the key file is created if it's missing.
     *
     * @throws ConfigurationException when the file holds no key or others may read it
     */
    public static SuppressionTargets open(SuppressionSettings settings) throws IOException, ConfigurationException {
        Optional<Path> file = settings.hashKey();
        return new SuppressionTargets(
                settings.foldSubAddresses(),
                file.isPresent() ? Optional.of(TargetKey.open(file.get())) : Optional.empty());
    }

    /** The stored format of an address, hashed if that is configured. */
    public String ofAddress(EmailAddress address) {
        String form = localPart(address.localPart()) + "@" + ofDomain(address.domain());
        return key.isPresent() ? key.get().hash(form) : form;
    }

    /** The stored format of a domain. One that IDNA can't express stays as it is, in lower case. */
    public String ofDomain(String domain) {
        return DomainName.comparable(domain);
    }

    /**
     * Checks what people and files may add: an address, a domain with a dot in it, or a hash. Existing entries can be
     * found and removed whatever they look like.
     *
     * @return the text
     * @throws IllegalArgumentException that names it
     */
    public static String requireTarget(String text) {
        String stripped = text.strip();
        int at = stripped.lastIndexOf('@');
        String domain = stripped.substring(at + 1);
        boolean good = TargetKey.isHash(stripped)
                || at > 0 && isLocalPart(stripped.substring(0, at)) && isDomain(domain)
                || at < 0 && domain.indexOf('.') > 0 && DOMAIN.matcher(domain).matches();
        if (!good) {
            throw new IllegalArgumentException("target must be an address such as user@example.org or a domain such as"
                    + " example.org, got \"" + text + "\"");
        }
        return text;
    }

    private static boolean isDomain(String text) {
        return text.startsWith("[") || DOMAIN.matcher(text).matches();
    }

    /** One that exists somewhere: dots anywhere, as some providers have given them; no pattern, which would match nobody. */
    private static boolean isLocalPart(String text) {
        return text.startsWith("\"")
                || !text.equals("*") && !text.equals("%") && text.chars().allMatch(SuppressionTargets::isAtomOrDot);
    }

    /** Reads an address or a domain. Throws IllegalArgumentException that names the text if it's neither. */
    public String parse(String text) {
        String stripped = text.strip();
        if (TargetKey.isHash(stripped)) {
            return hash(stripped);
        }
        String target = stripped.indexOf('@') < 0 ? ofDomain(stripped) : ofAddress(address(stripped));
        if (target.isEmpty() || target.length() > MAX_LENGTH || hasControls(target)) {
            throw new IllegalArgumentException("target must be an address or a domain of at most " + MAX_LENGTH
                    + " characters, got \"" + text + "\"");
        }
        return target;
    }

    /** RFC 5321 section 4.1.2: spaces and at-signs are in a local part only between quotes. */
    private static EmailAddress address(String text) {
        EmailAddress address = EmailAddress.parse(text);
        String local = address.localPart();
        if (!local.startsWith("\"") && (local.indexOf('@') >= 0 || local.indexOf(' ') >= 0)) {
            throw new IllegalArgumentException("target must be one address or domain, got \"" + text + "\"");
        }
        return address;
    }

    private String hash(String text) {
        String made = TargetKey.idOf(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a hashed target is written hash:<8 digits>:<32 digits>, got \"" + text + "\""));
        String set = key.map(TargetKey::id).orElse("none");
        if (!made.equals(set)) {
            throw new IllegalArgumentException("the target was hashed with key " + made + " and this list's key is "
                    + set + ": it would match nobody, got \"" + text + "\"");
        }
        return text;
    }

    private String localPart(String given) {
        String local = unquoted(given);
        String lower = isAscii(local)
                ? local.toLowerCase(Locale.ROOT)
                : Normalizer.normalize(local, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        int plus = foldSubAddresses ? lower.indexOf('+') : -1;
        return plus > 0 ? lower.substring(0, plus) : lower;
    }

    /** RFC 5321 section 4.1.2: a quoted string is the same mailbox as the dot-string it could have been written as. */
    private static String unquoted(String local) {
        int last = local.length() - 1;
        if (last < 2 || local.charAt(0) != '"' || local.charAt(last) != '"') {
            return local;
        }
        String inner = local.substring(1, last);
        boolean dotString = inner.charAt(0) != '.'
                && !inner.endsWith(".")
                && !inner.contains("..")
                && inner.chars().allMatch(SuppressionTargets::isAtomOrDot);
        return dotString ? inner : local;
    }

    private static boolean isAtomOrDot(int c) {
        boolean international = c > 127 && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
        return international || Character.isLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0;
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> c < ' ' || c == 127);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }
}
