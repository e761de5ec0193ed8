package org.sluicemta.bounce;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.reply.AddressText;

/**
 * Collects what may contain our return-path token: the address the report was sent to, the envelope sender of the
 * original, and our header in it. Only the holder of the key can tell whether any of them is genuine.
 */
final class TokenCandidates {
    private static final int MAX_CANDIDATES = 40;
    private static final String TOKEN_HEADER = "Sluice-Token";
    private static final List<String> REPORT_FIELDS =
            List.of("X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "To");
    private static final List<String> ORIGINAL_FIELDS =
            List.of("Return-Path", "X-Envelope-From", "Sender", "Errors-To", "CFBL-Address");

    private final Set<String> candidates = new LinkedHashSet<>();

    private TokenCandidates() {}

    /**
     * Candidates in the order in which they should be tried: those of the returned original, then the report's
     * recipient.
     */
    static List<String> of(Headers outer, Headers report, Headers original, @Nullable String originalMailFrom) {
        TokenCandidates found = new TokenCandidates();
        original.all(TOKEN_HEADER).forEach(found::add);
        original.all("CFBL-Feedback-ID").forEach(value -> found.add(value.strip())); // RFC 9477 section 3.2
        found.addAddresses(originalMailFrom == null ? "" : originalMailFrom);
        ORIGINAL_FIELDS.forEach(name -> original.all(name).forEach(found::addAddresses));
        REPORT_FIELDS.forEach(name -> outer.all(name).forEach(found::addAddresses));
        REPORT_FIELDS.forEach(name -> report.all(name).forEach(found::addAddresses));
        report.all(TOKEN_HEADER).forEach(found::add);
        original.all("List-Unsubscribe").forEach(found::addLinks);
        return new ArrayList<>(found.candidates);
    }

    private void addAddresses(String value) {
        AddressText.all(value).forEach(this::add);
    }

    /** The targets of the links in angle brackets of a List-Unsubscribe field (RFC 2369 section 2). */
    private void addLinks(String value) {
        int open = value.indexOf('<');
        while (open >= 0) {
            int close = value.indexOf('>', open);
            if (close < 0) {
                return;
            }
            add(target(value.substring(open + 1, close).strip()));
            open = value.indexOf('<', close);
        }
    }

    /** The address of a mailto link, or the last part of a path, without the query. */
    private static String target(String link) {
        int question = link.indexOf('?');
        String plain = question < 0 ? link : link.substring(0, question);
        return plain.regionMatches(true, 0, "mailto:", 0, 7)
                ? plain.substring(7)
                : plain.substring(plain.lastIndexOf('/') + 1);
    }

    private void add(String candidate) {
        if (!candidate.isEmpty() && candidates.size() < MAX_CANDIDATES) {
            candidates.add(candidate);
        }
    }
}
