package org.sluicemta.bounce;

import java.util.Optional;
import org.sluicemta.bounce.text.InlineForward;
import org.sluicemta.bounce.text.Recognisers;

/** Makes reports of those that people forward within the text of a message. */
final class ForwardedText implements ReportReader {
    private final TextMailers mailers;

    ForwardedText(TextMailers mailers) {
        this.mailers = mailers;
    }

    @Override
    public Optional<Finding> read(MessageView message) {
        if (!InlineForward.mayBeIn(message.headers())) {
            return Optional.empty();
        }
        return InlineForward.read(message.parts())
                .flatMap(text -> Recognisers.read(text).map(report -> mailers.finding(report, text)));
    }
}
