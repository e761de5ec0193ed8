package org.sluicemta.mailets;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeUtility;
import org.sluicemta.mail.AddressField;
import org.sluicemta.mail.DomainName;
import org.sluicemta.mail.HeaderText;
import org.sluicemta.mail.MailboxList;

/** The domain in the From header field, which readers see and signatures align with. */
final class FromDomain {
    /** RFC 5322 section 4.4: older mail has white space around dots. */
    private static final Pattern SPACE_IN_DOMAIN = Pattern.compile("\\s*([.@])\\s*");

    private static final Pattern BEHIND_AT = Pattern.compile("@([^\\s<>,;:@\"()]+)");

    private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+){0,126}");

    private FromDomain() {}

    /** The domains of all addresses in From as readers see them, as A-labels, in order; without address literals. */
    static List<String> of(MimeMessage message) throws MessagingException {
        Set<String> domains = new LinkedHashSet<>();
        String[] values = message.getHeader("From");
        for (String value : values == null ? new String[0] : values) {
            for (AddressField.Entry entry : AddressField.read(HeaderText.decode(value))) {
                DomainName.ascii(entry.domain())
                        .filter(domain -> HOST_NAME.matcher(domain).matches())
                        .ifPresent(domains::add);
            }
        }
        return List.copyOf(domains);
    }

    /**
     * What follows every at-sign in every From field, outside quotes and comments. This finds at least what an exact
     * parser would: readers are lenient, and this decides who may not send as whom.
     */
    static Set<String> all(MimeMessage message) throws MessagingException {
        Set<String> domains = new LinkedHashSet<>();
        String[] values = message.getHeader("From");
        for (String value : values == null ? new String[0] : values) {
            String plain = SPACE_IN_DOMAIN
                    .matcher(withoutTexts(HeaderText.decode(value)))
                    .replaceAll("$1");
            BEHIND_AT.matcher(plain).results().map(found -> found.group(1)).forEach(domains::add);
        }
        return domains;
    }

    /** Whether there is at most one From field, and all readers see the same addresses in it, and nothing hidden. */
    static boolean isExact(MimeMessage message) throws MessagingException {
        String[] values = message.getHeader("From");
        if (values == null) {
            return true;
        }
        // RFC 5322 section 3.6: one From field.
        return values.length == 1 && isExact(values[0]);
    }

    /** Rewrites a From field that isn't exact, and returns whether it is now. */
    static boolean repair(MimeMessage message) throws MessagingException {
        String[] values = message.getHeader("From");
        Optional<String> repaired = values.length == 1 ? RepairedFrom.of(values[0]) : Optional.empty();
        if (repaired.isEmpty() || !isExact(repaired.get())) {
            return false;
        }
        message.setHeader("From", repaired.get());
        return true;
    }

    private static boolean isExact(String octets) {
        String value = decoded(octets);
        return MailboxList.isExact(value) && encodedWordsHideNothing(value);
    }

    /** RFC 2047. */
    private static boolean encodedWordsHideNothing(String value) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(value))
                    .codePoints()
                    .noneMatch(c -> c == '\r' || c == '\n' || MailboxList.isHidden(c));
        } catch (UnsupportedEncodingException e) {
            return false; // readers support different charsets
        }
    }

    private static String withoutTexts(String value) {
        StringBuilder kept = new StringBuilder(value.length());
        boolean quoted = false;
        int comments = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && (quoted || comments > 0)) {
                i++;
            } else if (c == '"' && comments == 0) {
                quoted = !quoted;
            } else if (c == '(' && !quoted) {
                comments++;
            } else if (c == ')' && comments > 0) {
                comments--;
            } else if (!quoted && comments == 0) {
                kept.append(c);
            }
        }
        // It's unknown how readers treat what isn't closed.
        return quoted || comments > 0 ? value : kept.toString();
    }

    /** RFC 6532: a header may be UTF-8. Invalid octets become U+FFFD, which no exact field contains. */
    private static String decoded(String value) {
        if (value.chars().anyMatch(c -> c > 0xFF) || value.chars().allMatch(c -> c < 0x80)) {
            return value;
        }
        return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
