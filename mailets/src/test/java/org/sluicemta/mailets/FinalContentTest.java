package org.sluicemta.mailets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import javax.mail.internet.MimeMessage;
import org.apache.james.server.core.MimeMessageWrapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.ReceivedParts;

class FinalContentTest {
    private static final String HEADER = "Subject: a\r\n folded\r\nX-Raw:no  space\r\n";
    private static final String BODY = "first\r\n\r\nlast\r\n";

    /** Who holds the message: James alone, or the front door, which knows what was changed. */
    private enum Held {
        BY_JAMES {
            @Override
            MimeMessage message(String text) {
                return new MimeMessageWrapper(OctetsSource.of(text));
            }
        },
        BY_THE_FRONT_DOOR {
            @Override
            MimeMessage message(String text) {
                return new Received(text);
            }
        };

        abstract MimeMessage message(String text);
    }

    @ParameterizedTest
    @EnumSource
    void isTheMessageOctetForOctet(Held held) throws Exception {
        assertIs(HEADER + "\r\n" + BODY, held.message(HEADER + "\r\n" + BODY));
    }

    @ParameterizedTest
    @EnumSource
    void hasChangedHeadersOverTheSameBody(Held held) throws Exception {
        MimeMessage message = held.message(HEADER + "\r\n" + BODY);
        message.removeHeader("Subject");
        message.addHeaderLine("X-More: gr\u00fc\u00df");
        assertIs("X-Raw:no  space\r\nX-More: gr\u00fc\u00df\r\n\r\n" + BODY, message);
    }

    @ParameterizedTest
    @EnumSource
    void hasTheBodyThatAMailetWrote(Held held) throws Exception {
        MimeMessage message = held.message("MIME-Version: 1.0\r\n\r\n" + BODY);
        message.setText("another");
        message.saveChanges();
        assertThat(text(FinalContent.of(message).content())).endsWith("\r\n\r\nanother");
    }

    @ParameterizedTest
    @EnumSource
    void isReadAgainWhenItIsLarge(Held held) throws Exception {
        String text = HEADER + "\r\n" + "x".repeat(400_000) + "\r\n";
        MimeMessage message = held.message(text);
        message.addHeader("X-More", "1");
        assertThat(text(FinalContent.of(message).content())).hasSize(text.length() + "X-More: 1\r\n".length());
    }

    @Test
    void takesWhatTheFrontDoorHasWithoutACopy() throws Exception {
        Received received = new Received(HEADER + "\r\n" + BODY);
        assertThat(FinalContent.of(received).content()).isSameAs(received.unchanged());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 9, 15, 16, 17, 63})
    void findsAnOctetAbove127WhereverItIs(int at) throws Exception {
        StringBuilder body = new StringBuilder("y".repeat(64));
        assertThat(FinalContent.of(Held.BY_THE_FRONT_DOOR.message("\r\n" + body))
                        .eightBit())
                .isFalse();
        body.setCharAt(at, '\u0080');
        for (Held held : Held.values()) {
            assertThat(FinalContent.of(held.message("\r\n" + body)).eightBit()).isTrue();
        }
    }

    private static void assertIs(String expected, MimeMessage message) throws Exception {
        MessageContent content = FinalContent.of(message).content();
        assertThat(text(content)).isEqualTo(expected);
        try (InputStream in = MessageOctets.open(message)) {
            assertThat(new String(in.readAllBytes(), ISO_8859_1)).isEqualTo(expected);
        }
    }

    private static String text(MessageContent content) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.writeTo(out);
        assertThat(content.size()).isEqualTo(out.size());
        try (InputStream in = content.open()) {
            assertThat(in.readAllBytes()).isEqualTo(out.toByteArray());
        }
        return out.toString(ISO_8859_1);
    }

    private static final class Received extends MimeMessageWrapper implements ReceivedParts {
        private final String text;
        private final MessageContent whole;

        Received(String text) {
            super(OctetsSource.of(text));
            this.text = text;
            this.whole = new BytesContent(text.getBytes(ISO_8859_1));
        }

        @Override
        public @Nullable MessageContent unchanged() {
            return isModified() ? null : whole;
        }

        @Override
        public @Nullable MessageContent unchangedBody() {
            String body = text.substring(text.startsWith("\r\n") ? 2 : text.indexOf("\r\n\r\n") + 4);
            return isBodyModified() ? null : new BytesContent(body.getBytes(ISO_8859_1));
        }
    }
}
