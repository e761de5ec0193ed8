package org.sluicemta.bounce.mime;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns HTML into the lines a reader would see; good enough to find words and addresses, in one pass. */
public final class HtmlText {
    private static final Map<String, Character> ENTITIES = Map.of(
            "nbsp", ' ', "lt", '<', "gt", '>', "amp", '&', "quot", '"', "apos", '\'', "rsquo", '\'', "ldquo", '"',
            "rdquo", '"', "ndash", '-');
    /** HTML 4.01 section 24.2.1: the names of U+00A0 to U+00FF, in their order. */
    private static final List<String> LATIN = List.of(
            ("nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute"
                            + " micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc"
                            + " Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde"
                            + " Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig"
                            + " agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute"
                            + " icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml"
                            + " yacute thorn yuml")
                    .split(" "));

    private static final int FIRST_LATIN = 0xA0;
    private static final int MAX_ENTITY = 8;
    private static final int MAX_ADDRESS = 320;

    private final String html;
    private final StringBuilder text;
    private final boolean plainLines;
    private boolean preformatted;
    private String linked = "";
    private int linkFrom;
    private int at;

    private HtmlText(String html) {
        this.html = html;
        this.plainLines = !hasLineTags(html);
        this.text = new StringBuilder(html.length() / 2);
    }

    /** The visible text; block tags end a line, scripts and styles are omitted. */
    public static String of(String html) {
        HtmlText reader = new HtmlText(html);
        while (reader.at < html.length()) {
            reader.next();
        }
        return reader.text.toString();
    }

    /** Plain text labelled as HTML keeps its line ends. */
    private static boolean hasLineTags(String html) {
        String head = html.substring(0, Math.min(html.length(), 4096)).toLowerCase(Locale.ROOT);
        return head.contains("<br") || head.contains("<p") || head.contains("<div") || head.contains("<t");
    }

    private void next() {
        char character = html.charAt(at);
        if (character == '<' && startsTag()) {
            tag();
        } else if (character == '&') {
            entity();
        } else {
            boolean lineEnd = character == '\n' && !plainLines && !preformatted;
            boolean atStart = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
            if (!lineEnd || !atStart) {
                text.append(lineEnd ? ' ' : character);
            }
            at++;
        }
    }

    /** {@code <user@host>} is an unescaped address, not a tag; neither is {@code <} before another one. */
    private boolean startsTag() {
        int limit = Math.min(html.length(), at + MAX_ADDRESS);
        boolean sign = false;
        for (int i = at + 1; i < limit && html.charAt(i) != ' '; i++) {
            sign |= html.charAt(i) == '@';
            if (html.charAt(i) == '>') {
                return !sign;
            }
            if (html.charAt(i) == '<') {
                return false;
            }
        }
        return true;
    }

    private void tag() {
        String name = tagName();
        int close = html.startsWith("!--", at + 1) ? after("-->", at) : after(">", at);
        if (name.equals("script") || name.equals("style") || name.equals("title")) {
            close = after(">", afterIgnoringCase("</" + name, close));
        }
        if (name.equals("a")) {
            link();
        }
        if (endsLine(name)) {
            text.append('\n');
        }
        if (name.equals("pre")) {
            preformatted = html.charAt(at + 1) != '/';
        }
        at = close;
    }

    /** A link to an address, with a person's name as its text: the address is added after the name. */
    private void link() {
        if (html.charAt(at + 1) != '/') {
            linked = mailTo(html.substring(at, Math.min(after(">", at), at + MAX_ADDRESS)));
            linkFrom = text.length();
        } else if (!linked.isEmpty()) {
            if (text.indexOf("@", Math.min(linkFrom, text.length())) < 0) {
                text.append(" <").append(linked).append('>');
            }
            linked = "";
        }
    }

    /** The address of {@code href="mailto:user@host?subject=…"} (RFC 6068), or nothing. */
    private static String mailTo(String tag) {
        int scheme = tag.toLowerCase(Locale.ROOT).indexOf("mailto:");
        int from = scheme < 0 ? tag.length() : scheme + "mailto:".length();
        int end = from;
        while (end < tag.length() && "\"'?> ".indexOf(tag.charAt(end)) < 0) {
            end++;
        }
        String address = tag.substring(from, end).replace("%40", "@");
        return address.indexOf('@') > 0 ? address : "";
    }

    private String tagName() {
        int start = at + 1 < html.length() && html.charAt(at + 1) == '/' ? at + 2 : at + 1;
        int end = start;
        while (end < html.length() && end - start < 12 && Character.isLetterOrDigit(html.charAt(end))) {
            end++;
        }
        return html.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static boolean endsLine(String name) {
        return switch (name) {
            case "br",
                    "p",
                    "div",
                    "tr",
                    "li",
                    "ul",
                    "ol",
                    "table",
                    "pre",
                    "hr",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "title",
                    "body",
                    "blockquote",
                    "td",
                    "th",
                    "dt",
                    "dd" -> true;
            default -> false;
        };
    }

    private int after(String mark, int from) {
        int found = html.indexOf(mark, from);
        return found < 0 ? html.length() : found + mark.length();
    }

    private int afterIgnoringCase(String mark, int from) {
        for (int i = html.indexOf('<', from); i >= 0; i = html.indexOf('<', i + 1)) {
            if (html.regionMatches(true, i, mark, 0, mark.length())) {
                return i + mark.length();
            }
        }
        return html.length();
    }

    private void entity() {
        int end = at;
        while (end < html.length() && end - at <= MAX_ENTITY && html.charAt(end) != ';') {
            end++;
        }
        if (end >= html.length() || html.charAt(end) != ';') {
            text.append('&');
            at++;
            return;
        }
        String name = html.substring(at + 1, end);
        int codePoint = codePoint(name);
        if (codePoint < 0) {
            text.append('&');
            at++;
        } else {
            text.appendCodePoint(codePoint);
            at = end + 1;
        }
    }

    private static int codePoint(String name) {
        Character known = ENTITIES.get(name);
        int latin = LATIN.indexOf(name);
        if (known != null) {
            return known;
        }
        return latin < 0 ? numeric(name) : FIRST_LATIN + latin;
    }

    private static int numeric(String name) {
        if (!name.startsWith("#") || name.length() < 2) {
            return -1;
        }
        boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
        try {
            int value = hex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
            return Character.isValidCodePoint(value) ? value : -1;
        } catch (NumberFormatException notNumeric) {
            return -1;
        }
    }
}
