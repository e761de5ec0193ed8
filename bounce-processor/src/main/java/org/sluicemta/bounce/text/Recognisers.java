package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sluicemta.phrase.BuiltInMailer;
import org.sluicemta.phrase.Mailer;

/** All recognisers in the order they are tried: the mailers as {@code phrases.xml} has them, the general one last. */
public final class Recognisers {
    private final List<Recogniser> all;

    Recognisers(List<Mailer> mailers) {
        this.all = Stream.concat(mailers.stream().map(Recognisers::of), Stream.of(new Generic()))
                .toList();
    }

    /** What a report says according to the first recogniser that can read it. */
    public Optional<TextReport> read(ReportText text) {
        for (Recogniser recogniser : all) {
            Optional<TextReport> report = recogniser.read(text);
            if (report.isPresent()) {
                return report;
            }
        }
        return Optional.empty();
    }

    private static Recogniser of(Mailer mailer) {
        return switch (mailer.layout()) {
            case LIST -> new ListLayout(mailer);
            case SENTENCES -> new SentenceLayout(mailer);
            case BUILT_IN -> of(mailer.builtIn());
        };
    }

    private static Recogniser of(BuiltInMailer mailer) {
        return switch (mailer) {
            case GOOGLE_GROUPS -> new GoogleGroups();
            case AOL -> new Aol();
            case SENDMAIL -> new Sendmail();
            case ZOHO -> new Zoho();
            case GMAIL -> new Gmail();
            case EXIM -> new Exim();
            case YAHOO -> new Yahoo();
            case DRAGONFLY -> new DragonFly();
            case EXCHANGE -> new Exchange();
            case DOMINO -> new Domino();
            case IMAIL -> new IMail();
            case INTERMAIL -> new InterMail();
            case PMDF -> new Pmdf();
            case VERIZON -> new Verizon();
            case FML -> new Fml();
            case PHQUERY -> new Phquery();
            case SENDMAIL5 -> new SendmailFive();
        };
    }
}
