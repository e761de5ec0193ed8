package org.sluicemta.bounce.text;

import java.util.List;
import org.sluicemta.phrase.Phrases;

/**
 * Openwave InterMail and Netscape Messaging Server, also under the names of EZweb, KDDI and cable companies: sentences about
 * the reason, then lists of addresses under {@code The following recipients did not receive …} and transcripts under
 * {@code Recipient:}.
 */
final class InterMail extends ListingMailer {
    private static final Phrases LIST = Phrases.of(
            "the following recipients did not receive",
            "each of the following recipients was rejected",
            "the user(s) account is disabled",
            "the user(s) account is temporarily",
            "following destination addresses were unknown");

    InterMail() {
        super(
                "intermail",
                Phrases.of(
                        "the following recipients did not receive this message",
                        "the following recipients did not receive your message",
                        "each of the following recipients was rejected by a remote mail server",
                        "the user(s) account is disabled",
                        "the user(s) account is temporarily limited",
                        "the following destination addresses were unknown",
                        "this message was undeliverable due to the following reason",
                        "this mail was undeliverable due to the following reason"),
                LIST,
                Phrases.of("please reply to"));
    }

    @Override
    List<TextFailure> failures(ReportText text) {
        List<TextFailure> listed = super.failures(text).stream()
                .map(each -> each.diagnostic() != null && LIST.in(Phrases.flat(each.diagnostic()))
                        ? TextFailure.of(each.address(), "")
                        : each)
                .toList();
        return SharedWords.explain(listed, text.lines());
    }
}
