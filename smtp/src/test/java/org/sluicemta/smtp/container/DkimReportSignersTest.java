package org.sluicemta.smtp.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.apache.james.jdkim.exceptions.PermFailException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.dkim.DkimKeys;
import org.sluicemta.keys.dkim.DkimAlgorithm;
import org.sluicemta.keys.dkim.DkimKey;
import org.sluicemta.keys.dkim.DkimKeyGenerator;
import org.sluicemta.keys.dkim.DkimSigner;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.MessageContent;

class DkimReportSignersTest {
    private static final List<String> HEADER = List.of("From: fbl@yahoo.test", "Subject: complaint");
    private static final String BODY = "somebody complained\r\n";

    @TempDir
    Path directory;

    private DkimKey key;
    private DkimReportSigners signers;

    @BeforeEach
    void open() throws Exception {
        key = new DkimKeyGenerator(directory).generate("yahoo.test", "s1", DkimAlgorithm.RSA_SHA256);
        signers = new DkimReportSigners((method, selector, domain) -> {
            if (!"yahoo.test".contentEquals(domain)) {
                throw new PermFailException("no key");
            }
            return List.of(key.dnsRecord().value());
        });
    }

    @Test
    void namesWhoSigned() throws Exception {
        assertThat(signers.of(message(signature(), BODY))).containsExactly("yahoo.test");
    }

    @Test
    void namesNobodyWhenTheReportWasChangedOrIsNotSigned() throws Exception {
        assertThat(signers.of(message(signature(), "nobody complained\r\n"))).isEmpty();
        assertThat(signers.of(message("", BODY))).isEmpty();
        assertThat(signers.of(message(signature().replace("d=yahoo.test", "d=gmail.test"), BODY)))
                .isEmpty();
    }

    /** Each would be looked up in DNS. */
    @Test
    void verifiesNothingOfAReportWithManySignatures() throws Exception {
        assertThat(signers.of(message(signature().repeat(6), BODY))).isEmpty();
    }

    private String signature() throws Exception {
        DkimSigner signer = new DkimSigner(DkimKeys.RECOMMENDED_FIELDS, InstantSource.system());
        return String.join(
                        "\r\n", signer.sign(List.of(key), HEADER, new ByteArrayInputStream(BODY.getBytes(ISO_8859_1))))
                + "\r\n";
    }

    private static MessageContent message(String signature, String body) {
        return new BytesContent((signature + String.join("\r\n", HEADER) + "\r\n\r\n" + body).getBytes(ISO_8859_1));
    }
}
