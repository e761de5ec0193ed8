package org.sluicemta.response;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;

/**
 * A reply prepared for matching. Codes that occur only in its text are extracted.
 *
 * @param saidPhase the phase; for a report, the one its text names
 * @param before what other servers wrote before the quoted text; empty when the text isn't a quotation
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

    /** The same reply with only the last server's words. */
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
     * How final the reply is by its codes: 4 or 5, or 0 without codes. A server's reply code decides (RFC 5321 section
     * 4.2.1). A report is temporary when its status or the reply quoted in it is.
     */
    int finality() {
        boolean passes = isReported() && (statusKind() == 4 || code / 100 == 4);
        return passes ? 4 : code == 0 ? statusKind() : code / 100;
    }

    boolean isReported() {
        return phase == Phase.REPORT;
    }

    /** 4 or 5, or 0 without a status. */
    int statusKind() {
        EnhancedStatus given = status;
        return given == null ? 0 : given.kind();
    }
}
