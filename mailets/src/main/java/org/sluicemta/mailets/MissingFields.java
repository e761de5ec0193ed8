package org.sluicemta.mailets;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;

/** Adds Date and Message-ID where a client left them out, RFC 6409 sections 8.2 and 8.3. */
final class MissingFields {
    /** RFC 5322 section 3.3. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private MissingFields() {}

    static void add(MimeMessage message, ChainMail mail, List<String> fromDomains) throws MessagingException {
        if (message.getHeader("Date") == null) {
            message.addHeader("Date", DATE.format(mail.receivedAt().atOffset(ZoneOffset.UTC)));
        }
        if (message.getHeader("Message-ID") == null) {
            // Unique because the queue id is. The domain is the sender's.
            String domain = fromDomains.isEmpty() ? mail.tenant() + ".invalid" : fromDomains.getFirst();
            String id = mail.messageId().toString().toLowerCase(Locale.ROOT);
            message.addHeader("Message-ID", "<" + id + "@" + domain + ">");
        }
    }
}
