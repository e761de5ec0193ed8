package org.sluicemta.delivery;

import java.time.LocalDate;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.returnpath.ReturnPathToken;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.returnpath.TokenCheck;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** Tokens anybody could read: {@code b-<id>-<index>-<user>=<domain>}, all of tenant acme. */
final class FakeTokens implements ReturnPathTokens {
    @Override
    public EmailAddress returnPath(
            MessageId id, int recipientIndex, TenantId tenant, StreamId stream, EmailAddress recipient) {
        String local =
                "b-" + id + "-" + recipientIndex + "-" + recipient.toString().replace('@', '=');
        return new EmailAddress(local, "bounces.example.com");
    }

    @Override
    public TokenCheck verify(String localPart) {
        String[] words = localPart.split("-", 4);
        if (!words[0].matches("[bu]") || words.length < 4) {
            return words[0].equals("forged") ? new TokenCheck.Forged() : new TokenCheck.NoToken();
        }
        return new TokenCheck.Valid(new ReturnPathToken(
                MessageId.parse(words[1]),
                Integer.parseInt(words[2]),
                Road.ACME.hash(),
                Plans.TRANSACTIONAL.hash(),
                LocalDate.EPOCH,
                EmailAddress.parse(words[3].replace('=', '@'))));
    }

    @Override
    public boolean isBounceDomain(String domain) {
        return domain.equals("bounces.example.com");
    }
}
