package org.sluicemta.bounce.text;

import java.util.List;

/** Digital Arts m-FILTER: Japanese words, the address, then {@code -------server message} with the answer. */
final class MFilter extends ListingMailer {
    private static final Phrases ANSWER = Phrases.of("-------server message");
    private static final Phrases COMMAND = Phrases.of("-------smtp command");

    MFilter() {
        super("m-filter", ANSWER, Phrases.of("以下のメールアドレスへの", "メールアドレス"), ANSWER);
    }

    @Override
    List<TextFailure> failures(ReportText text) {
        List<String> lines = text.lines();
        int from = ANSWER.lineIn(lines, 0) + 1;
        int to = COMMAND.lineIn(lines, from);
        List<String> words = lines.subList(from, to < 0 ? lines.size() : to);
        return super.failures(text).stream()
                .map(each -> TextFailure.of(each.address(), words))
                .toList();
    }
}
