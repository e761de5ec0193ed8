package org.sluicemta.bounce;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.reply.ReplyCode;
import org.sluicemta.bounce.text.Explanation;
import org.sluicemta.bounce.text.TextFailure;
import org.sluicemta.bounce.text.TextReport;

/**
 * Completes a status report whose fields give no reason (OpenSMTPD, Exim's pipes) with the text of its human-readable
 * part.
 */
final class HumanWords {
    private HumanWords() {}

    /** The finding; recipients without a diagnostic get the one that the text gives for their address. */
    static Finding explain(Finding finding, MessageView message) {
        boolean complete = finding.recipients().stream().allMatch(each -> each.diagnostic() != null);
        if (complete || !message.mayBeReport()) {
            return finding;
        }
        List<TextFailure> failures = failures(finding, message);
        Map<String, TextFailure> words = new HashMap<>();
        failures.forEach(each -> words.put(key(each.address()), each));
        boolean single = finding.recipients().size() == 1 && failures.size() == 1;
        return finding.withRecipients(finding.recipients().stream()
                .map(each -> explain(each, single ? failures.getFirst() : words.get(key(each.address()))))
                .toList());
    }

    /** What the text says about addresses. If it names none, all of it is about the only recipient. */
    private static List<TextFailure> failures(Finding finding, MessageView message) {
        List<TextFailure> named = message.words()
                .recognisers()
                .read(message.reportText())
                .map(TextReport::failures)
                .orElse(List.of());
        return named.isEmpty() && finding.recipients().size() == 1
                ? List.of(Explanation.ofAll(message.reportText()))
                : named;
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private static ReportedRecipient explain(ReportedRecipient recipient, @Nullable TextFailure words) {
        if (recipient.diagnostic() != null || words == null) {
            return recipient;
        }
        String host = recipient.remoteMta();
        return new ReportedRecipient(
                recipient.address(),
                recipient.severity(),
                DsnReport.preciseStatus(recipient.status(), words.diagnostic()),
                ReplyCode.find(words.diagnostic()),
                recipient.action(),
                words.diagnostic(),
                host == null ? words.remoteMta() : host);
    }
}
