package org.sluicemta.mailets;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.AttributeName;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.DsnNotify;
import org.sluicemta.mail.DsnReturn;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MailAttributeNames;

/** Converts what MAIL and RCPT requested besides addresses from James's types and our attributes to types of core. */
final class EnvelopeExtras {
    private static final AttributeName SMTP_UTF8 = AttributeName.of(MailAttributeNames.SMTP_UTF8);
    private static final AttributeName REQUIRE_TLS = AttributeName.of(MailAttributeNames.REQUIRE_TLS);
    private static final AttributeName PRIORITY = AttributeName.of(MailAttributeNames.PRIORITY);
    private static final AttributeName RELEASE_AT = AttributeName.of(MailAttributeNames.RELEASE_AT);

    private static final String TLS_REQUIRED = "TLS-Required";

    private EnvelopeExtras() {}

    static EnvelopeOptions options(ChainMail mail, Optional<DsnParameters> dsn, boolean eightBit)
            throws MessagingException {
        return new EnvelopeOptions(
                dsn.flatMap(DsnParameters::getRetParameter)
                        .map(EnvelopeExtras::dsnReturn)
                        .orElse(null),
                dsn.flatMap(DsnParameters::getEnvIdParameter)
                        .map(DsnParameters.EnvId::asString)
                        .orElse(null),
                eightBit,
                mail.flag(SMTP_UTF8),
                mail.flag(REQUIRE_TLS),
                mail.number(PRIORITY).map(Long::intValue).orElse(0),
                mail.number(RELEASE_AT).map(Instant::ofEpochMilli).orElse(null),
                isTlsOptional(mail.fields(TLS_REQUIRED)));
    }

    /** RFC 8689 section 5: a field that is there once, and has the only value there is. */
    private static boolean isTlsOptional(List<String> fields) {
        return fields.size() == 1 && fields.getFirst().strip().equalsIgnoreCase("No");
    }

    static EnvelopeRecipient recipient(ChainMail mail, MailAddress address, int index, Optional<DsnParameters> dsn) {
        EmailAddress recipient = ChainMail.address(address);
        String given = mail.originalRecipient(recipient).orElse(null);
        @Nullable
        RecipientDsnParameters asked =
                dsn.map(all -> all.getRcptParameters().get(address)).orElse(null);
        if (asked == null) {
            return new EnvelopeRecipient(recipient, index, Set.of(), given);
        }
        Set<DsnNotify> notify = EnumSet.noneOf(DsnNotify.class);
        asked.getNotifyParameter().ifPresent(set -> set.forEach(when -> notify.add(dsnNotify(when))));
        String original = given != null
                ? given
                : asked.getOrcptParameter().map(EnvelopeExtras::original).orElse(null);
        return new EnvelopeRecipient(recipient, index, notify, original);
    }

    /** The one that a mailet has set, RFC 3461 section 4.2. */
    private static String original(MailAddress orcpt) {
        return "rfc822;" + DsnParameters.XText.encode(orcpt.asString());
    }

    private static DsnReturn dsnReturn(DsnParameters.Ret ret) {
        return switch (ret) {
            case FULL -> DsnReturn.FULL;
            case HDRS -> DsnReturn.HDRS;
        };
    }

    private static DsnNotify dsnNotify(DsnParameters.Notify notify) {
        return switch (notify) {
            case NEVER -> DsnNotify.NEVER;
            case SUCCESS -> DsnNotify.SUCCESS;
            case FAILURE -> DsnNotify.FAILURE;
            case DELAY -> DsnNotify.DELAY;
        };
    }
}
