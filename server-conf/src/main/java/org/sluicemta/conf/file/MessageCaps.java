package org.sluicemta.conf.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Form;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.egress.MessageCap;

/** The attribute {@code messages="50/1s 60000/1h"}: caps that all hold at once. */
final class MessageCaps {
    private static final ValueType<List<MessageCap>> CAPS = ValueTypes.listOf(new ValueType<>(
            "a count and a period such as 50/1s or 60000/1h: 1 to " + MessageCap.MOST + " messages, 1s to 31d",
            MessageCaps::cap,
            Form.pattern("cap", "[0-9]{1,10}/" + ValueTypes.DURATION_TIME.form().pattern())));

    private MessageCaps() {}

    /** @param help what the caps are on; a sentence */
    static List<MessageCap> read(ElementReader element, String help) {
        List<MessageCap> caps = element.attribute(
                "messages",
                CAPS,
                List.of(),
                help + " Such as 50/1s 60000/1h: no more in any second, and no more in any hour. Default: none.");
        List<MessageCap> sorted = new ArrayList<>(caps);
        sorted.sort(Comparator.comparing(MessageCap::period));
        for (int i = 1; i < sorted.size(); i++) {
            compare(element, sorted.get(i - 1), sorted.get(i));
        }
        return caps;
    }

    private static MessageCap cap(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(text);
        }
        return new MessageCap(
                Long.parseLong(parts[0]), ValueTypes.DURATION_TIME.parse().apply(parts[1]));
    }

    private static void compare(ElementReader element, MessageCap shorter, MessageCap longer) {
        if (shorter.period().equals(longer.period())) {
            element.problem(
                    "messages must have one cap for each period, got " + shorter + " and " + longer,
                    "Keep one of them");
        } else if (longer.messages() <= shorter.messages()) {
            element.problem(
                    "messages: " + shorter + " can never be reached, because " + longer
                            + " allows no more in a longer period",
                    "Remove " + shorter + ", or raise " + longer);
        }
    }
}
