package org.sluicemta.mailets;

import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.mail.internet.MimeUtility;
import org.sluicemta.mail.HeaderText;
import org.sluicemta.mail.MailboxList;

/**
 * Rewrites a From field so that all readers see the same single mailbox, if its only at-sign leaves no doubt which.
 * Scripts write commas, brackets and octets of old charsets in names without quotes, put the mailbox into a group, end
 * its domain with a dot, or use the address as its own name. A field that could contain two addresses is left as it is.
 */
final class RepairedFrom {
    private static final Charset OF_OLD_SCRIPTS = Charset.forName("windows-1252");
    /** What precedes the address, the address, and what follows it. */
    private static final Pattern ANGLED = Pattern.compile("([^@]*)<([^<>@]*@[^<>@]*)>([^@<>]*)", Pattern.DOTALL);

    private static final Pattern BARE = Pattern.compile("()([^<>@]*@[^<>@;]*)(;?[ \t]*)");
    /** Programs without a name for the sender use the address as the name. */
    private static final Pattern TWICE =
            Pattern.compile("([^\\s<>@\"]+@[^\\s<>@\"]+)[ \t]*<\\1>", Pattern.CASE_INSENSITIVE);

    private static final Pattern GROUP = Pattern.compile("[ \t]*[\\w .-]+:(.*)", Pattern.DOTALL);
    private static final Pattern SPECIALS = Pattern.compile("[()<>\\[\\]:;@\\\\,\"]+");

    private RepairedFrom() {}

    /**
     * The value and the result have one character per octet. Empty if the field should be left as it is.
     *
     * @param value of the field
     */
    static Optional<String> of(String value) {
        String text = decoded(MimeUtility.unfold(value));
        if (text.codePoints().anyMatch(c -> c == '\r' || c == '\n' || MailboxList.isHidden(c))) {
            return Optional.empty();
        }
        Matcher twice = TWICE.matcher(text.strip());
        if (twice.matches()) {
            return mailbox(twice.group(1), twice.group(1));
        }
        return text.chars().filter(c -> c == '@').count() == 1 ? ofOneAtSign(text) : Optional.empty();
    }

    private static Optional<String> ofOneAtSign(String text) {
        Matcher group = GROUP.matcher(text);
        boolean grouped = group.matches() && text.indexOf('@') > text.indexOf(':');
        String list = grouped ? group.group(1) : text;
        Matcher angled = ANGLED.matcher(list);
        Matcher bare = BARE.matcher(list);
        Matcher found = angled.matches() ? angled : bare;
        if (found == bare && !bare.matches()) {
            return Optional.empty();
        }
        String rest = found.group(3).strip();
        boolean ends = rest.isEmpty() || grouped && rest.equals(";") || found == angled && rest.equals(".");
        return ends ? mailbox(found.group(1).strip(), address(found.group(2))) : Optional.empty();
    }

    private static String address(String written) {
        String address = written.strip();
        return address.endsWith(".") ? address.substring(0, address.length() - 1) : address;
    }

    private static Optional<String> mailbox(String name, String address) {
        String repaired = name.isEmpty() ? address : phrase(name) + " <" + address + '>';
        return Optional.of(repaired).filter(MailboxList::isExact).map(HeaderText::encode);
    }

    /** RFC 5322 section 3.2.5: a quoted string, or encoded words, which must be outside quotes (RFC 2047 section 5). */
    private static String phrase(String name) {
        if (name.contains("=?")) {
            return SPECIALS.matcher(name).replaceAll(" ").strip();
        }
        if (name.chars().allMatch(c -> c < 0x80)) {
            return '"' + name.replace("\"", "").replace("\\", "") + '"';
        }
        try {
            return MimeUtility.encodeWord(name, "UTF-8", "Q");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every JVM knows UTF-8", e);
        }
    }

    private static String decoded(String octets) {
        String text = HeaderText.decode(octets);
        return text.equals(octets) ? new String(octets.getBytes(StandardCharsets.ISO_8859_1), OF_OLD_SCRIPTS) : text;
    }
}
