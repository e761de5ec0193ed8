package org.sluicemta.smtp.command;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.inject.Inject;
import org.sluicemta.mail.MessageId;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;

/**
 * The Received field, RFC 5321 section 4.4. The client appears with its HELO name and its address. Its name isn't
 * looked up, but one given by a proxy is written. A single recipient is named; several aren't, because they need not
 * know of each other.
 */
final class TraceField {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

    private final String hostName;
    private final InstantSource clock;

    @Inject
    TraceField(ServerSettings settings, InstantSource clock) {
        this.hostName = settings.hostName();
        this.clock = clock;
    }

    String of(SmtpSession session, Transaction transaction, MessageId id) {
        StringBuilder field = new StringBuilder(200);
        field.append("Received: from ").append(session.helo()).append(" (");
        if (session.clientName() != null) {
            field.append(session.clientName()).append(' ');
        }
        field.append(AddressLiteral.of(session.client())).append(")\r\n");
        field.append('\t').append(ownMark()).append(" with ");
        field.append(protocol(session, transaction)).append(" id ").append(id);
        if (transaction.recipients().size() == 1) {
            field.append("\r\n\tfor <")
                    .append(transaction.recipients().get(0).address())
                    .append('>');
        }
        field.append(";\r\n\t");
        return field.append(DATE.format(clock.instant())).append("\r\n").toString();
    }

    /** A mark that every trace field of this server has, and no other. */
    String ownMark() {
        return "by " + hostName + " (Sluice)";
    }

    /** RFC 3848 section 1 and RFC 6531 section 4.3. */
    private static String protocol(SmtpSession session, Transaction transaction) {
        if (!session.extended()) {
            return "SMTP";
        }
        String base = transaction.parameters().smtpUtf8() ? "UTF8SMTP" : "ESMTP";
        return base + (session.tls() == null ? "" : "S") + (session.credential() == null ? "" : "A");
    }
}
