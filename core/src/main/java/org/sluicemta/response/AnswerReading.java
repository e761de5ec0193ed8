package org.sluicemta.response;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;

/**
 * An answer made ready for comparing: codes that only its text holds are taken out of it.
 *
 * @param saidPhase the phase; of a report the one that its words name
 * @param before what other servers wrote before the text, which is a quotation; empty when it isn't
 */
record AnswerReading(
        @Nullable SiteId site,
        Phase phase,
        Phase saidPhase,
        int code,
        @Nullable EnhancedStatus status,
        String before,
        String text) {
    private static final Pattern CODE = Pattern.compile("(?:^|[ :#(\\[])([45][0-9]{2})(?:[ -]|$)");

    static AnswerReading of(Answer answer) {
        String text = AnswerText.normalise(answer.text());
        EnhancedStatus status = EnhancedStatus.parse(answer.enhancedStatus()).orElse(null);
        if (status == null || status.saysNothing()) {
            status = EnhancedStatus.findIn(text).orElse(status);
        }
        int code = answer.code() != 0 ? answer.code() : codeIn(text);
        Phase said = answer.phase() == Phase.REPORT ? SaidPhase.in(text) : answer.phase();
        return new AnswerReading(answer.site(), answer.phase(), said, code, status, "", text);
    }

    /** The same answer with only the words that the last server gave. */
    AnswerReading quoted() {
        TextSpan quote = QuotedAnswer.in(text);
        return new AnswerReading(
                site, phase, saidPhase, code, status, text.substring(0, quote.start()), quote.of(text));
    }

    private static int codeIn(String text) {
        Matcher matcher = CODE.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /**
     * 4 or 5: how final the answer is by its codes, or 0 without any. A server's reply is what its code says (RFC 5321 section
     * 4.2.1); a report is temporary when its status or the reply in it is.
     */
    int finality() {
        boolean passes = isReported() && (statusKind() == 4 || code / 100 == 4);
        return passes ? 4 : code == 0 ? statusKind() : code / 100;
    }

    boolean isReported() {
        return phase == Phase.REPORT;
    }

    /** 4 or 5, or 0 when there is no status. */
    int statusKind() {
        EnhancedStatus given = status;
        return given == null ? 0 : given.kind();
    }
}
