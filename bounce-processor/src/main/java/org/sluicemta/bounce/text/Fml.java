package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.Phrases;

/** The fml mailing list server refusing a message: the list, or the unknown sender, is in the first sentence. */
final class Fml implements Recogniser {
    private static final Phrases REFUSALS = Phrases.of(
            "duplicated message-id",
            "loop alert",
            "loop back warning",
            "loop condition",
            "not member",
            "rejected",
            "reject mail",
            "ignored the mail",
            "ignore the mail",
            "security alert");

    @Override
    public Optional<TextReport> read(ReportText text) {
        boolean fml = text.headers().first("X-MLServer").contains("fml");
        if (!fml || !text.has(REFUSALS) && !REFUSALS.in(text.subject())) {
            return Optional.empty();
        }
        String address = firstAddress(text.lines());
        return address == null
                ? Optional.empty()
                : TextReport.of("fml", text, List.of(TextFailure.of(address, text.lines())));
    }

    private static @Nullable String firstAddress(List<String> lines) {
        for (String line : lines) {
            String address = AddressText.first(line);
            if (address != null) {
                return address;
            }
        }
        return null;
    }
}
