package org.sluicemta.testing.smtp;

import java.util.Locale;
import java.util.Optional;

/** Checks MAIL and RCPT parameters against what was offered: RFC 5321 section 4.1.1.11. */
final class SinkParameters {
    private static final WireReply UNKNOWN = WireReply.of(555, "5.5.4 Parameter not recognised");

    private final SinkOptions options;

    SinkParameters(SinkOptions options) {
        this.options = options;
    }

    /** The refusal of a MAIL command, if any. */
    Optional<WireReply> refusalOfMail(EnvelopeAddress sender) {
        for (String name : sender.parameters().keySet()) {
            if (!isKnownForMail(name, sender.parameter(name).orElse(""))) {
                return Optional.of(UNKNOWN);
            }
        }
        if (declaredSize(sender) > options.maxMessageBytes()) {
            return Optional.of(WireReply.of(552, "5.3.4 Message too big"));
        }
        return Optional.empty();
    }

    private boolean isKnownForMail(String name, String value) {
        return switch (name) {
            case "SIZE" -> options.offers(SinkExtension.SIZE) && value.matches("\\d{1,18}");
            case "BODY" -> isKnownBody(value.toUpperCase(Locale.ROOT));
            case "SMTPUTF8" -> options.offers(SinkExtension.SMTPUTF8);
            case "RET", "ENVID" -> options.offers(SinkExtension.DSN);
            case "AUTH" -> options.offers(SinkExtension.AUTH);
            case "REQUIRETLS" -> options.offers(SinkExtension.REQUIRETLS) && value.isEmpty();
            default -> false;
        };
    }

    private boolean isKnownBody(String value) {
        return switch (value) {
            case "7BIT", "8BITMIME" -> options.offers(SinkExtension.EIGHTBITMIME);
            case "BINARYMIME" -> options.offers(SinkExtension.BINARYMIME);
            default -> false;
        };
    }

    private static long declaredSize(EnvelopeAddress sender) {
        return sender.parameter("SIZE").map(Long::parseLong).orElse(0L);
    }

    /** The refusal of a RCPT command, if any. */
    Optional<WireReply> refusalOfRcpt(EnvelopeAddress recipient) {
        boolean known = recipient.parameters().keySet().stream()
                .allMatch(name -> (name.equals("NOTIFY") || name.equals("ORCPT")) && options.offers(SinkExtension.DSN));
        return known ? Optional.empty() : Optional.of(UNKNOWN);
    }
}
