package org.sluicemta.response;

import java.util.List;

/**
 * Finds the last server's reply in what other servers wrote around it: {@code host mx.example.org[192.0.2.1] said: 550
 * no such user (in reply to RCPT TO command)}. The words around it are the same for every cause.
 */
final class QuotedAnswer {
    private static final List<String> BEFORE = List.of(
            " said: ",
            "server returned was: ",
            "response was: ",
            "remote server was: ",
            "responded with failure: ",
            "responded as follows: ",
            "server returned '",
            "unknown address error '",
            "refused to talk to me: ",
            "did not like our rcpt to:",
            "did not like our final data:");
    private static final List<String> AFTER =
            List.of(" i'm not going to try again", " giving up on ", " (in reply to ", " delay reason:");
    private static final int LEAST = 4;

    private QuotedAnswer() {}

    /** The part between the last introduction and the first trailer after it, or the whole text. */
    static TextSpan in(String text) {
        int start = 0;
        for (String words : BEFORE) {
            int at = text.lastIndexOf(words);
            start = at < 0 ? start : Math.max(start, at + words.length());
        }
        int end = text.length();
        for (String words : AFTER) {
            int at = text.indexOf(words, start);
            end = at < 0 ? end : Math.min(end, at);
        }
        return end - start < LEAST ? TextSpan.all(text) : new TextSpan(start, end);
    }
}
