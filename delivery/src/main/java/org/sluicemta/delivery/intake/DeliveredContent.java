package org.sluicemta.delivery.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.mail.EmailAddress;

/**
 * A message that came back as a mailbox would hold it: with the envelope sender in a Return-Path field at its top, RFC 5321
 * section 4.4. The null sender tells a report from what people write under a report's subject, and the door has dropped
 * what the client wrote there itself.
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
