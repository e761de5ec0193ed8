package org.sluicemta.smtp;

import java.time.LocalDate;
import java.util.Locale;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.returnpath.ReturnPathToken;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.returnpath.TokenCheck;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** Tokens of which exactly one, b-good, is ours; b-old has expired and other b- ones are forged. */
final class OneToken implements ReturnPathTokens {
    @Override
    public EmailAddress returnPath(
            MessageId id, int recipientIndex, TenantId tenant, StreamId stream, EmailAddress recipient) {
        return new EmailAddress("b-good", "bounce.example");
    }

    @Override
    public TokenCheck verify(String localPart) {
        return switch (localPart.toLowerCase(Locale.ROOT)) {
            case "b-good" ->
                new TokenCheck.Valid(
                        new ReturnPathToken(new MessageId(1), 0, 1, (short) 1, LocalDate.of(2026, 11, 1), null));
            case "b-old" -> new TokenCheck.ExpiredToken();
            default -> localPart.startsWith("b-") ? new TokenCheck.Forged() : new TokenCheck.NoToken();
        };
    }

    @Override
    public boolean isBounceDomain(String domain) {
        return domain.equals("bounce.example");
    }
}
