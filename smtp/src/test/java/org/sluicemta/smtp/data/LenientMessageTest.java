package org.sluicemta.smtp.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.mail.Address;
import javax.mail.Message.RecipientType;
import javax.mail.MessagingException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LenientMessageTest {
    @Test
    void readsAddressFieldsAsMailetsExpect() throws Exception {
        MimeMessage message = message("From: Muster, Hans <h@x.test>\r\nTo: =?utf-8?Q?J=C3=BCrgen?= <j@y.test>\r\n"
                + "To: k@y.test\r\nCc: c@z.test\r\nSubject: x\r\n\r\n");
        assertThat(texts(message.getFrom())).containsExactly("h@x.test");
        assertThat(texts(message.getReplyTo())).containsExactly("h@x.test");
        assertThat(texts(message.getRecipients(RecipientType.TO))).containsExactly("j@y.test", "k@y.test");
        assertThat(((InternetAddress) message.getRecipients(RecipientType.TO)[0]).getPersonal())
                .isEqualTo("J\u00fcrgen");
        assertThat(texts(message.getAllRecipients())).containsExactly("j@y.test", "k@y.test", "c@z.test");
        assertThat(message.getSender()).isNull();
        assertThat(message.getRecipients(RecipientType.BCC)).isNull();
    }

    @Test
    void takesTheSenderWhereThereIsNoFrom() throws Exception {
        MimeMessage message = message("Sender: s@x.test\r\nReply-To: r@x.test\r\n\r\n");
        assertThat(texts(message.getFrom())).containsExactly("s@x.test");
        assertThat(texts(message.getReplyTo())).containsExactly("r@x.test");
        assertThat(message("Subject: x\r\n\r\n").getFrom()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "(", "\"", "a <b@c "})
    void readsHostileAddressFieldsInTimeThatGrowsWithTheirLength(String part) throws Exception {
        MimeMessage message = message("From: " + part.repeat(60_000) + "\r\nTo: " + part.repeat(60_000) + "\r\n\r\n");
        assertTimeout(Duration.ofSeconds(5), () -> {
            message.getFrom();
            message.getReplyTo();
            message.getAllRecipients();
            ChainMessage.copyOf(message).getFrom();
        });
    }

    @Test
    void putsFieldsOnTopInTimeThatGrowsWithTheHeader() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("X-").append(i).append(": a\r\n");
        }
        LenientMessage message = message(text + "\r\nbody\r\n");
        assertTimeout(Duration.ofSeconds(5), () -> message.putOnTop(List.of("A: 1\r\n 2", "B: 3")));
        List<String> lines = Collections.list(message.getAllHeaderLines());
        assertThat(lines).hasSize(100_002);
        assertThat(lines.subList(0, 3)).containsExactly("A: 1\r\n 2", "B: 3", "X-0: a");
        assertThat(message.isHeaderModified()).isTrue();
    }

    private static LenientMessage message(String text) {
        MessageCollector collector = new MessageCollector(
                new Spool(Path.of("target"), 1 << 24, new ContentBudget(1 << 26), new ContentBudget(0)), 0, false);
        byte[] octets = text.getBytes(UTF_8);
        collector.write(octets, 0, octets.length);
        return new ChainMessage(collector.finish());
    }

    private static List<String> texts(Address @Nullable [] addresses) throws MessagingException {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses)
                        .map(address -> ((InternetAddress) address).getAddress())
                        .toList();
    }
}
