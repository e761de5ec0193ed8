package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Optional;

/** All recognisers in the order they are asked: those with the surest words first, the general one last. */
public final class Recognisers {
    private static final List<Recogniser> ALL = List.of(
            new GoogleGroups(),
            new Aol(),
            new Sendmail(),
            new ApacheJames(),
            new OneAndOne(),
            new MxLogic(),
            new Zoho(),
            new RuledNotice(),
            new Gmail(),
            new Exim(),
            new Qmail(),
            new Yahoo(),
            new Postfix(),
            new OpenSmtpd(),
            new DragonFly(),
            new Exchange(),
            new Domino(),
            new IMail(),
            new InterScan(),
            new InterMail(),
            new Pmdf(),
            new MailMarshal(),
            new MailEnable(),
            new MailFoundry(),
            new MDaemon(),
            new MFilter(),
            new Kddi(),
            new Activehunter(),
            new Biglobe(),
            new Courier(),
            new CriticalPath(),
            new GroupWise(),
            new Smail(),
            new SurfControl(),
            new Verizon(),
            new Fml(),
            new X400(),
            new Phquery(),
            new SendmailFive(),
            new OneSentence(),
            new Generic());

    private Recognisers() {}

    /** What a message that {@link Hints} call a report says, by the first recogniser that knows it. */
    public static Optional<TextReport> read(ReportText text) {
        for (Recogniser recogniser : ALL) {
            Optional<TextReport> report = recogniser.read(text);
            if (report.isPresent()) {
                return report;
            }
        }
        return Optional.empty();
    }
}
