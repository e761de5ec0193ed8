package org.sluicemta.keys.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.dkim.DkimKeys;
import org.sluicemta.testing.process.Needed;
import org.sluicemta.testing.process.PythonDkim;

class DkimSignerTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));
    private static final String HEADER = """
            Received: from a.example (a.example [192.0.2.1])
            \tby b.example
            From: "A  Person" <a@example.org>
            To: b@example.net,
               c@example.net
            Subject:   spaces \t here\s\s
            Date: Sun, 22 Nov 2026 10:00:00 +0000
            Message-ID: <1@example.org>
            X-Unsigned: anything""".replace("\n", "\r\n");

    @TempDir
    static Path directory;

    private static DkimKey rsa;
    private static DkimKey ed25519;
    private static final DkimSigner SIGNER = new DkimSigner(DkimKeys.RECOMMENDED_FIELDS, CLOCK);

    @BeforeAll
    static void makeKeys() throws Exception {
        DkimKeyGenerator generator = new DkimKeyGenerator(directory);
        rsa = generator.generate("example.org", "s1", DkimAlgorithm.RSA_SHA256);
        ed25519 = generator.generate("example.org", "e1", DkimAlgorithm.ED25519_SHA256);
    }

    @Test
    void signsWhatJdkimVerifies() throws Exception {
        SignedMessage message = new SignedMessage(HEADER, "Hello \t world  \r\n\r\n.\r\n\r\n\r\n");

        byte[] signed = message.signed(SIGNER, List.of(rsa)).octets();

        assertThat(JdkimVerifier.verify(signed, rsa)).containsExactly("example.org");
    }

    @Test
    void signsWhatPythonVerifiesWithBothAlgorithms() throws Exception {
        assumeTrue(Needed.isThere(PythonDkim.isInstalled(), PythonDkim.MISSING), PythonDkim.MISSING);
        for (String body : new String[] {"", "\r\n", "no end", "a \r\n\t b\r\n\r\n", " \r\n \r\n", "x  \r\n"}) {
            byte[] signed = new SignedMessage(HEADER, body)
                    .signed(SIGNER, List.of(rsa, ed25519))
                    .octets();
            assertThat(PythonDkim.verify(signed, records(rsa, ed25519)))
                    .as("body <%s>", body)
                    .isEqualTo("2");
        }
    }

    @Test
    void signsOctetsAbove127AsTheyAreSent() throws Exception {
        assumeTrue(Needed.isThere(PythonDkim.isInstalled(), PythonDkim.MISSING), PythonDkim.MISSING);
        String utf8 = new String("Subject: Grüße 😀".getBytes(UTF_8), ISO_8859_1);
        String latin1 = "Sender: J\u00fcrgen <j@example.org>";
        SignedMessage message =
                new SignedMessage("From: a@example.org\r\n" + utf8 + "\r\n" + latin1, "gr\u00fc\u00df\r\n");

        byte[] signed = message.signed(SIGNER, List.of(rsa)).octets();

        assertThat(PythonDkim.verify(signed, records(rsa))).isEqualTo("1");
    }

    @Test
    void foldsTheFieldIntoShortAsciiLines() throws Exception {
        String header = HEADER + "\r\n" + String.join(": x\r\n", DkimKeys.RECOMMENDED_FIELDS.subList(9, 30)) + ": x";
        SignedMessage message = new SignedMessage(header, "Hello\r\n");

        SignedMessage signed = message.signed(SIGNER, List.of(rsa));

        String field = signed.headerLines().get(0);
        assertThat(field).startsWith("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n d=example.org;");
        assertThat(field.split("\r\n")).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
        assertThat(JdkimVerifier.verify(signed.octets(), rsa)).containsExactly("example.org");
    }

    @Test
    void namesFromOnceMoreThanItOccurs() throws Exception {
        SignedMessage signed = new SignedMessage(HEADER, "Hello\r\n").signed(SIGNER, List.of(rsa));
        assertThat(signed.headerLines().get(0)).contains("h=from:from:subject:date:message-id:to;");

        List<String> second = new ArrayList<>(signed.headerLines());
        second.add("From: evil@example.com");
        assertThatThrownBy(() -> JdkimVerifier.verify(new SignedMessage(second, signed.body()).octets(), rsa))
                .isInstanceOf(org.apache.james.jdkim.exceptions.FailException.class);
    }

    @Test
    void signsEveryOccurrenceOfAField() throws Exception {
        SignedMessage message = new SignedMessage(HEADER + "\r\nTo: d@example.net\r\nTo: e@example.net", "Hello\r\n");

        SignedMessage signed = message.signed(SIGNER, List.of(rsa));

        assertThat(signed.headerLines().get(0)).contains(":to:to:to;");
        assertThat(JdkimVerifier.verify(signed.octets(), rsa)).containsExactly("example.org");
    }

    @Test
    void breaksWhenTheBodyChanges() throws Exception {
        SignedMessage signed = new SignedMessage(HEADER, "Hello\r\n").signed(SIGNER, List.of(rsa));
        byte[] octets = signed.octets();
        octets[octets.length - 3] ^= 1;

        assertThatThrownBy(() -> JdkimVerifier.verify(octets, rsa))
                .isInstanceOf(org.apache.james.jdkim.exceptions.FailException.class);
    }

    @Test
    void verifiesForBodiesOfEveryShape() throws Exception {
        Random random = new Random(7);
        String[] pieces = {" ", "  ", "\t", "\r\n", "\r\n\r\n", "a", "bc d", " \r\n", "=", "\u00e4", "x".repeat(9000)};
        for (int i = 0; i < 300; i++) {
            StringBuilder body = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                body.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] expected = ReferenceBody.hash(body.toString());
            String field = new SignedMessage(HEADER, body.toString())
                    .signed(SIGNER, List.of(ed25519))
                    .headerLines()
                    .get(0);
            assertThat(field)
                    .as("body <%s>", body)
                    .contains("bh=" + java.util.Base64.getEncoder().encodeToString(expected) + ";");
        }
    }

    private static Map<String, String> records(DkimKey... keys) {
        return Stream.of(keys)
                .map(DkimKey::dnsRecord)
                .collect(Collectors.toMap(DkimDnsRecord::name, DkimDnsRecord::value));
    }
}
