package org.sluicemta.conf.file;

import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.egress.SendRates;

/** The attributes {@code connections-per-second} and {@code bytes-per-second}. */
final class SendRateAttributes {
    private SendRateAttributes() {}

    /** @param what they hold for, such as {@code from one pool} */
    static SendRates read(ElementReader element, String what) {
        double connections = element.attribute(
                "connections-per-second",
                ValueTypes.decimal(),
                SendRates.NONE.connections(),
                "Connections opened in a second " + what + "; 0 for no limit.");
        long octets = element.attribute(
                "bytes-per-second",
                ValueTypes.SIZE_BYTES,
                SendRates.NONE.octets(),
                "Content sent in a second " + what + ", at least 1KiB; 0 for no limit. A larger message still goes, and"
                        + " those after it wait.");
        try {
            return new SendRates(connections, octets);
        } catch (IllegalArgumentException e) {
            element.problem(String.valueOf(e.getMessage()), "Write a rate that is possible, or 0 for no limit");
            return SendRates.NONE;
        }
    }
}
