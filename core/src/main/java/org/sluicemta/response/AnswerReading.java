package org.sluicemta.response;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;

/** An answer made ready for comparing: codes that only its text holds are taken out of it. */
record AnswerReading(
        @Nullable SiteId site,
        Phase phase,
        int code,
        @Nullable EnhancedStatus status,
        String text) {
    private static final Pattern CODE = Pattern.compile("(?:^|[ :#(\\[])([45][0-9]{2})(?:[ -]|$)");

    static AnswerReading of(Answer answer) {
        String text = AnswerText.normalise(answer.text());
        EnhancedStatus status = EnhancedStatus.parse(answer.enhancedStatus()).orElse(null);
        if (status == null || status.saysNothing()) {
            status = EnhancedStatus.findIn(text).orElse(status);
        }
        int code = answer.code() != 0 ? answer.code() : codeIn(text);
        return new AnswerReading(answer.site(), answer.phase(), code, status, text);
    }

    /** The same answer with only the words that the last server gave. */
    AnswerReading quoted() {
        return new AnswerReading(site, phase, code, status, QuotedAnswer.in(text));
    }

    private static int codeIn(String text) {
        Matcher matcher = CODE.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** 4 or 5, or 0 when there is no status. */
    int statusKind() {
        EnhancedStatus given = status;
        return given == null ? 0 : given.kind();
    }
}
