package org.sluicemta.smtp.command;

import java.util.Optional;
import org.sluicemta.mail.DomainName;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.LocalPart;
import org.sluicemta.smtp.reply.Reply;

/** Parses the mailbox of a path, RFC 5321 section 4.1.2 and 4.5.3.1, with the letters of RFC 6531 where allowed. */
final class MailboxSyntax {
    private static final int LONGEST_LOCAL_PART = 64;
    /** RFC 5321 section 4.5.3.1.3: 256 octets with the brackets. */
    private static final int LONGEST_PATH = 254;

    private static final int LONGEST_DOMAIN = 255;

    /** Replaces octets that aren't UTF-8. */
    private static final char UNDECODABLE = 0xFFFD;

    private MailboxSyntax() {}

    /**
     * @param enhanced code for a malformed address: 5.1.7 for senders, 5.1.3 for recipients
     * @param utf8 whether the transaction is internationalised
     * @param strict whether to refuse everything the RFCs don't allow: misplaced dots, a dot after the domain, local
     *     parts of more than 64 octets, letters outside ASCII without SMTPUTF8
     * @return with the domain in A-labels, so that the next server can't map the spelling to a different domain than we
     *     do
     */
    static EmailAddress parse(String path, String enhanced, boolean utf8, boolean strict) throws PathArgument.Refusal {
        String text = withoutRoute(path);
        int at = atSign(text);
        if (at <= 0 || at == text.length() - 1) {
            throw wrong(enhanced);
        }
        String local = text.substring(0, at);
        if (strict && !utf8 && !isAscii(text)) {
            // RFC 6531 section 3.7.4.1
            throw new PathArgument.Refusal(Reply.of(553, "5.6.7", "This address needs SMTPUTF8"));
        }
        if (text.indexOf(UNDECODABLE) >= 0
                || length(text) > LONGEST_PATH
                || strict && length(local) > LONGEST_LOCAL_PART
                || !isLocalPart(local, strict)) {
            throw wrong(enhanced);
        }
        return new EmailAddress(local, domain(text.substring(at + 1), strict).orElseThrow(() -> wrong(enhanced)));
    }

    private static Optional<String> domain(String given, boolean strict) {
        if (given.startsWith("[")) {
            return Optional.of(given).filter(AddressLiteral::isValid);
        }
        return strict && given.endsWith(".")
                ? Optional.empty()
                : DomainName.ascii(given).filter(MailboxSyntax::isDomain);
    }

    /** RFC 5321 appendix C: a source route is accepted and ignored. */
    private static String withoutRoute(String path) {
        int colon = path.indexOf(':');
        return path.startsWith("@") && colon > 0 ? path.substring(colon + 1) : path;
    }

    private static int atSign(String text) {
        if (!text.startsWith("\"")) {
            return text.indexOf('@');
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1 < text.length() && text.charAt(i + 1) == '@' ? i + 1 : -1;
            }
        }
        return -1;
    }

    private static boolean isLocalPart(String local, boolean strict) {
        if (local.startsWith("\"")) {
            // No tabs: white space in a quoted local part is spaces.
            return local.length() > 2
                    && local.endsWith("\"")
                    && local.chars().allMatch(c -> c >= ' ' && (c < 0x7F || c > 0xA0));
        }
        return strict ? LocalPart.isDotString(local) : LocalPart.isAtomsAndDots(local);
    }

    private static boolean isDomain(String domain) {
        if (domain.length() > LONGEST_DOMAIN) {
            return false;
        }
        for (String label : domain.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > 63 || label.startsWith("-") || label.endsWith("-")) {
                return false;
            }
            if (!label.chars().allMatch(c -> isLetterOrDigit(c) || c == '-' || c == '_')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static int length(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }

    private static PathArgument.Refusal wrong(String enhanced) {
        return new PathArgument.Refusal(Reply.of(501, enhanced, "The address is not well formed"));
    }
}
