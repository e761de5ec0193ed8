package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.Phrases;

/**
 * phquery, the directory mailer of universities: names under {@code Message not delivered to the following}. A bare name is
 * completed with the domains that the report itself gives as {@code emailing NAME@domain}.
 */
final class Phquery implements Recogniser {
    private static final Phrases LIST = Phrases.of("message not delivered to the following");
    private static final String TEMPLATE = "emailing name@";
    private static final Phrases DETAIL = Phrases.of("error detail");

    @Override
    public Optional<TextReport> read(ReportText text) {
        if (!text.has(LIST) || !text.flat().contains("(phquery")) {
            return Optional.empty();
        }
        List<String> lines = text.lines();
        int from = LIST.lineIn(lines, 0) + 1;
        int detail = DETAIL.lineIn(lines, from);
        int to = detail < 0 ? lines.size() : detail;
        List<TextFailure> found = AddressBlocks.read(lines, from, to, text.words());
        return TextReport.of("phquery", text, found.isEmpty() ? bareNames(lines, from, to) : found);
    }

    private static List<TextFailure> bareNames(List<String> lines, int from, int to) {
        List<TextFailure> found = new ArrayList<>();
        Set<String> domains = new LinkedHashSet<>();
        String flat = Phrases.flat(String.join("\n", lines)).replace("emailing to name@", "emailing name@");
        for (int at = flat.indexOf(TEMPLATE); at >= 0; at = flat.indexOf(TEMPLATE, at + 1)) {
            String address = AddressText.at(flat, at + TEMPLATE.length() - 1);
            if (address != null) {
                domains.add(address.substring("name@".length()));
            }
        }
        for (String line : lines.subList(from, to)) {
            String[] words = line.strip().split("\\s+", 2);
            if (!words[0].isEmpty()) {
                domains.forEach(domain -> found.add(TextFailure.of(words[0] + '@' + domain, line)));
            }
        }
        return found;
    }
}
