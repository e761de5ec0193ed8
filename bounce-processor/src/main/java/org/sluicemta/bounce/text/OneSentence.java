package org.sluicemta.bounce.text;

import java.util.Optional;
import org.sluicemta.phrase.Phrases;

/**
 * Mailers that say it in one sentence which nobody else uses. Each line is a mailer or a site; the words in front of the
 * address are the whole format.
 */
final class OneSentence implements Recogniser {
    private static final Phrases LEADS = Phrases.of(
            "the following message, addressed to", // Demon, mail not collected
            "the address to which your message was addressed,", // Lawrence Livermore
            "was addressed,",
            "intended recipient:", // USA.NET
            "did not reach the following recipient:", // SpamLion
            "invalid receiver address:", // CompuServe
            "rejected recipient <", // unknown MTA of webspace hosters
            "user's mailbox is full:",
            "user mailbox is full:",
            "quota violation for", // EarthLink, the address forwarded to
            "sorry, unable to deliver your message to", // EarthLink
            "failed to deliver to '", // CommuniGate Pro
            "local mailbox", // Mail.ru
            "could not be delivered to: '", // MMDF
            "a message could not be delivered to", // MIMEsweeper
            "no such local user:",
            "your message cannot be delivered to");
    private static final Sentences SENTENCES = new Sentences(LEADS);

    @Override
    public Optional<TextReport> read(ReportText text) {
        return text.has(LEADS) && (text.hints().count() >= 2 || LEADS.in(text.opening()))
                ? TextReport.of("one-sentence", text, SENTENCES.read(text.lines(), text.words()))
                : Optional.empty();
    }
}
