package org.sluicemta.testing.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SmtpClient;

class MailboxTest {
    @Test
    void keepsEmptyLinesAtTheEnd() throws Exception {
        byte[] sent = "Subject: x\r\n\r\nbody\r\n\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (Mailbox mailbox = Mailbox.start()) {
            assertThat(SmtpClient.deliverTo(mailbox.smtp(), "client.example", "", List.of("b@mail.example"), sent)
                            .code())
                    .isEqualTo(250);
            StoredMail mail = mailbox.awaitMessage(m -> m.recipient().startsWith("b@"), Waiting.PATIENCE);
            assertThat(mail.content()).isEqualTo(sent);
            assertThat(mail.returnPath()).isEmpty();
        }
    }

    @Test
    void keepsMailAsItWasSentAndShowsItOverImap() throws Exception {
        byte[] sent = Messages.dotLines("anna@shop.example", "bert@mail.example");
        try (Mailbox mailbox = Mailbox.start("127.0.0.4", 0)) {
            SmtpClient.deliverTo(
                    mailbox.smtp(), "client.example", "bounce@shop.example", List.of("bert@mail.example"), sent);
            StoredMail mail = mailbox.awaitMessages(1, Waiting.PATIENCE).getFirst();
            assertThat(mail.recipient()).isEqualTo("bert@mail.example");
            assertThat(mail.returnPath()).isEqualTo("bounce@shop.example");
            assertThat(mail.header("Subject")).contains("dots");
            assertThat(mail.content())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(new String(sent, StandardCharsets.UTF_8));
            assertThat(mailbox.readInbox("bert@mail.example"))
                    .singleElement()
                    .satisfies(read -> assertThat(read.text()).isEqualTo(mail.text()));
        }
    }
}
