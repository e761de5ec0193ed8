package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Optional;
import org.sluicemta.phrase.Phrases;

/**
 * A mailer that is recognised by its words and lists the failed addresses, each with what was said about it (see {@link
 * AddressBlocks}). A subclass defines the words.
 */
abstract class ListingMailer implements Recogniser {
    private final String name;
    private final Phrases known;
    private final Phrases listBegins;
    private final Phrases listEnds;

    /**
     * @param name of the mailer, as it appears in the evidence
     * @param known words that only this mailer uses
     * @param listBegins words on the line above the list
     * @param listEnds words on the line below the list
     */
    ListingMailer(String name, Phrases known, Phrases listBegins, Phrases listEnds) {
        this.name = name;
        this.known = known;
        this.listBegins = listBegins;
        this.listEnds = listEnds;
    }

    @Override
    public final Optional<TextReport> read(ReportText text) {
        if (!text.has(known)) {
            return Optional.empty();
        }
        return TextReport.of(name, text, failures(text));
    }

    /** The listed failures. A subclass may add what its mailer says elsewhere. */
    List<TextFailure> failures(ReportText text) {
        return listed(text, listBegins, listEnds);
    }

    /** The failures between a line that holds one phrase and a line that holds another. */
    static List<TextFailure> listed(ReportText text, Phrases listBegins, Phrases listEnds) {
        List<String> lines = text.lines();
        int from = listBegins.lineIn(lines, 0) + 1;
        int to = listEnds.lineIn(lines, from);
        return AddressBlocks.read(lines, from, to < 0 ? lines.size() : to, text.words());
    }
}
