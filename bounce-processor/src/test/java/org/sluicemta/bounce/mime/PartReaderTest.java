package org.sluicemta.bounce.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PartReaderTest {
    private static final MimeLimits LIMITS = new MimeLimits(10, 4, 20, 1000);

    @Test
    void decodesEncodedWords() {
        Part part = read("Subject: =?utf-8?Q?Unzustellbar=3A_?=\n =?iso-8859-1?b?R3L832U=?= ok =?x\n\n");

        assertThat(part.headers().decoded("subject")).isEqualTo("Unzustellbar: Grüße ok =?x");
    }

    @Test
    void readsRawUtf8InHeaders() {
        assertThat(read("From: jö@例え.example\n\n").headers().first("From")).isEqualTo("jö@例え.example");
    }

    @Test
    void leavesBodyAloneWhenHeaderEndsWithoutBlankLine() {
        Part part = read("Subject: x\nthis is no header\nmore\n");

        assertThat(part.text()).isEqualTo("this is no header\nmore\n");
    }

    @Test
    void splitsPartsAndIgnoresPreambleAndEpilogue() {
        Part part = read(
                "Content-Type: multipart/mixed; boundary=\"b c\"\n\npreamble\n--b c\n\none\n--b c\n\ntwo\n--b c--\nend\n");

        assertThat(part.children()).extracting(Part::text).containsExactly("one", "two");
    }

    @Test
    void tellsABoundaryFromALongerOne() {
        Part part = read("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b2\ntwo\n--b--\n");

        assertThat(part.children()).extracting(Part::text).containsExactly("one\n--b2\ntwo");
    }

    @Test
    void prefersUtf8ToTheLatinThatWasClaimed() {
        assertThat(read("Content-Type: text/plain; charset=iso-8859-1\n\nEmpfänger\n")
                        .text())
                .isEqualTo("Empfänger\n");
    }

    @Test
    void readsBase64WithJunkInIt() {
        assertThat(read("Content-Transfer-Encoding: base64\n\nSGVs!\nbG8=\nIQ==\n")
                        .text())
                .isEqualTo("Hello!");
    }

    @Test
    void stopsAtTheNumberOfParts() {
        assertThat(read("Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(50))
                        .children())
                .hasSizeLessThan(LIMITS.maxParts());
    }

    @Test
    void showsHtmlAsItsReaderSeesIt() {
        assertThat(
                        HtmlText.of(
                                "<style>x</style><P>a&nbsp;&lt;b&gt;</P><jo@example.org>:<br>c &copy; &ecirc;tre &zigrarr; &amp d"))
                .isEqualTo("\na <b>\n<jo@example.org>:\nc © être &zigrarr; &amp d");
    }

    @Test
    void namesWhoALinkWritesToWhereItsWordsDoNot() {
        assertThat(HtmlText.of("to <a href='mailto:jo%40example.org?subject=x'>Jo</a> and <a"
                        + " href=\"mailto:mo@example.org\">mo@example.org</a>"))
                .isEqualTo("to Jo <jo@example.org> and mo@example.org");
    }

    private static Part read(String message) {
        byte[] octets = message.getBytes(StandardCharsets.UTF_8);
        return PartReader.read(new Slice(octets, 0, octets.length), LIMITS);
    }
}
