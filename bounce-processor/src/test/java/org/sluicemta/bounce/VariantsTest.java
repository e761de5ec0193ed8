package org.sluicemta.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A report says the same however a gateway on its way has wrapped its words: each golden case that is plain text is read
 * again in every form here, and must give the same recipients.
 */
class VariantsTest {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final String FOOTER = "This mail was checked by the gateway. Questions: gateway@gw.example.org";

    /** Bodies that are something else than words, or whose line ends are what the case is about. */
    private static final List<String> NOT_WORDS = List.of("json", "xarf", "imail", "sjis", "phquery", "wrapaddr");

    private final BounceProcessor processor = ShippedTable.processor();

    /** A plain-text message: its header without what says how the body is written, and its words. */
    private record Plain(String header, String words) {
        String as(String contentType, String encoding, String body) {
            return header + "MIME-Version: 1.0\nContent-Type: " + contentType + "\nContent-Transfer-Encoding: "
                    + encoding + "\n\n" + body;
        }
    }

    private static Map<String, Function<Plain, String>> forms() {
        Map<String, Function<Plain, String>> forms = new LinkedHashMap<>();
        forms.put("base64", plain -> plain.as("text/plain; charset=utf-8", "base64", base64(plain.words)));
        forms.put(
                "soft line breaks",
                plain -> plain.as("text/plain; charset=utf-8", "quoted-printable", qp(plain.words)));
        forms.put("html with br", plain -> plain.as("text/html; charset=utf-8", "base64", base64(html(plain.words))));
        forms.put("html table", plain -> plain.as("text/html; charset=utf-8", "base64", base64(table(plain.words))));
        forms.put(
                "html beside an idle text",
                plain -> plain.as(
                        "multipart/alternative; boundary=\"==a\"",
                        "7bit",
                        "--==a\nContent-Type: text/plain\n\nThis message is in HTML. Use a program that shows it.\n--==a\n"
                                + "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                                + base64(html(plain.words)) + "\n--==a--\n"));
        forms.put(
                "a gateway's footer as a part",
                plain -> plain.as(
                        "multipart/mixed; boundary=\"==m\"",
                        "7bit",
                        "--==m\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                                + base64(plain.words) + "\n--==m\nContent-Type: text/plain\n\n" + FOOTER
                                + "\n--==m--\n"));
        forms.put("a gateway's footer", inWords(words -> words.stripTrailing() + "\n\n" + FOOTER + "\n"));
        forms.put("a gateway's banner", inWords(words -> "CAUTION: This email came from outside.\n\n" + words));
        forms.put("indented", inWords(words -> words.replaceAll("(?m)^", "  ")));
        forms.put(
                "a tag in the subject",
                plain -> new Plain(plain.header.replaceFirst("(?m)^Subject: ", "Subject: [EXTERNAL] "), plain.words)
                        .as("text/plain; charset=utf-8", "base64", base64(plain.words)));
        return forms;
    }

    private static Function<Plain, String> inWords(UnaryOperator<String> change) {
        return plain -> plain.as("text/plain; charset=utf-8", "base64", base64(change.apply(plain.words)));
    }

    @Test
    void readsTheSameReportInEveryForm() throws IOException {
        List<String> different = new ArrayList<>();
        int tried = 0;
        for (String name : names()) {
            byte[] message = Files.readAllBytes(CASES.resolve(name).resolve("message.eml"));
            String expected = said(message);
            Plain plain = plain(new String(message, StandardCharsets.UTF_8));
            if (plain == null || !(expected.startsWith("bounce") || expected.startsWith("delay"))) {
                continue;
            }
            for (var form : forms().entrySet()) {
                tried++;
                String found = said(form.getValue().apply(plain).getBytes(StandardCharsets.UTF_8));
                if (!found.equals(expected)) {
                    different.add(name + " with " + form.getKey() + ": " + found + " instead of " + expected);
                }
            }
        }

        assertThat(tried).isGreaterThan(2_000);
        assertThat(different).isEmpty();
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> NOT_WORDS.stream().noneMatch(name::contains))
                    .sorted()
                    .toList();
        }
    }

    private String said(byte[] message) {
        ParsedReport report = processor.parse(message);
        return report.kind()
                + ' '
                + report.recipients().stream()
                        .map(each -> each.address().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList();
    }

    /** The message taken apart, or null when it is not plain UTF-8 text. */
    private static @Nullable Plain plain(String message) {
        String text = message.replace("\r\n", "\n");
        int end = text.indexOf("\n\n");
        if (end < 0 || text.startsWith("From ")) {
            return null;
        }
        StringBuilder header = new StringBuilder();
        for (String field : text.substring(0, end).split("\n(?![ \t])")) {
            String lower = field.toLowerCase(Locale.ROOT);
            boolean encoded = lower.startsWith("content-transfer-encoding:") && !lower.endsWith("bit");
            boolean typed = lower.startsWith("content-type:") && !lower.contains("text/plain; charset=utf-8");
            if (encoded || typed) {
                return null;
            }
            if (!lower.startsWith("content-") && !lower.startsWith("mime-version:")) {
                header.append(field).append('\n');
            }
        }
        return new Plain(header.toString(), text.substring(end + 2));
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String qp(String text) {
        StringBuilder encoded = new StringBuilder();
        int column = 0;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet == '\n') {
                encoded.append('\n');
                column = 0;
                continue;
            }
            boolean plain = octet >= ' ' && octet < 0x7f && octet != '=';
            String each = plain ? String.valueOf((char) octet) : String.format(Locale.ROOT, "=%02X", octet & 0xff);
            if (column + each.length() > 31) {
                encoded.append("=\n");
                column = 0;
            }
            encoded.append(each);
            column += each.length();
        }
        return encoded.toString();
    }

    private static String html(String text) {
        return "<html><head><title>x</title></head><body><div><font size=2>"
                + escaped(text).replace("\n", "<br>\n").replace("  ", " &nbsp;") + "</font></div></body></html>";
    }

    private static String table(String text) {
        return "<table><tr><td>" + escaped(text).replace("\n", "</td></tr><tr><td>") + "</td></tr></table>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
