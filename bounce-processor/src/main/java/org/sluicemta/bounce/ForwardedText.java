package org.sluicemta.bounce;

import java.util.Optional;
import org.sluicemta.bounce.text.InlineForward;
import org.sluicemta.bounce.text.ReportText;

/** Reads reports that people forward within the text of a message. */
final class ForwardedText implements ReportReader {
    private final EmbeddedStatus fields;
    private final TextMailers mailers;

    ForwardedText(EmbeddedStatus fields, TextMailers mailers) {
        this.fields = fields;
        this.mailers = mailers;
    }

    @Override
    public Optional<Finding> read(MessageView message) {
        if (!InlineForward.mayBeIn(message.headers(), message.words())) {
            return Optional.empty();
        }
        return InlineForward.read(message.parts(), message.words()).flatMap(text -> finding(text, message));
    }

    private Optional<Finding> finding(ReportText text, MessageView message) {
        return fields.finding(text)
                .or(() -> message.words().recognisers().read(text).map(report -> mailers.finding(report, text)));
    }
}
