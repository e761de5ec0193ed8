package org.sluicemta.keys.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A message in parts, for tests: signed here, verified elsewhere. */
record SignedMessage(List<String> headerLines, byte[] body) {
    SignedMessage(String header, String body) {
        this(List.of(header.split("\r\n(?![ \t])")), body.getBytes(ISO_8859_1));
    }

    SignedMessage signed(DkimSigner signer, List<DkimKey> keys) throws IOException {
        List<String> lines = new ArrayList<>(signer.sign(keys, headerLines, new ByteArrayInputStream(body)));
        lines.addAll(headerLines);
        return new SignedMessage(lines, body);
    }

    byte[] octets() {
        String text = String.join("\r\n", headerLines) + "\r\n\r\n" + new String(body, ISO_8859_1);
        return text.getBytes(ISO_8859_1);
    }
}
