package org.sluicemta.delivery.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.mail.EmailAddress;

/**
 * A returned message as a mailbox would store it, with the envelope sender in a Return-Path field on top, RFC 5321
 * section 4.4. The null sender distinguishes a report from what people write under a report's subject. The SMTP server
 * has removed any such field written by the client.
 */
final class DeliveredContent {
    private DeliveredContent() {}

    static InputStream open(ReturnedMail mail) throws IOException {
        EmailAddress sender = mail.sender();
        String field = "Return-Path: <" + (sender == null ? "" : sender) + ">\r\n";
        return new SequenceInputStream(
                new ByteArrayInputStream(field.getBytes(StandardCharsets.UTF_8)),
                mail.content().open());
    }
}
