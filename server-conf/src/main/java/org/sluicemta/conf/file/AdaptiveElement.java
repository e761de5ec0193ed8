package org.sluicemta.conf.file;

import java.time.Duration;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Form;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.egress.AdaptivePace;

/** The element {@code <adaptive floor="2%" cut="50%" rise="10%/1m" connections-floor="1"/>} of a site. */
final class AdaptiveElement {
    private static final Duration MOST_OFTEN = Duration.ofSeconds(1);
    private static final Duration LEAST_OFTEN = Duration.ofDays(1);
    private static final String SHARE = "[0-9]{1,3}(\\.[0-9]{1,2})?%";

    private record Share(double of) {
        @Override
        public String toString() {
            return ValueTypes.show(Math.round(of * 10_000) / 100.0) + "%";
        }
    }

    private static final ValueType<Share> PERCENT =
            new ValueType<>("more than 0% and at most 100%", AdaptiveElement::share, Form.pattern("percent", SHARE));

    private record Rise(Share share, Duration every) {
        @Override
        public String toString() {
            return share + "/" + ValueTypes.show(every);
        }
    }

    private static final ValueType<Rise> RISE = new ValueType<>(
            "a share and a time such as 10%/1m: at most 100%, 1s to 1d",
            AdaptiveElement::rise,
            Form.pattern("rise", SHARE + "/" + ValueTypes.DURATION_TIME.form().pattern()));

    private AdaptiveElement() {}

    static AdaptivePace read(ElementReader site, AdaptivePace otherwise) {
        ElementReader adaptive = site.childOrEmpty(
                "adaptive",
                "How a source slows down when the site tells it to, for replies with action=\"slow-down\" in"
                        + " responses.xml, and becomes faster again.");
        Rise rise = adaptive.attribute(
                "rise",
                RISE,
                new Rise(new Share(otherwise.rise()), otherwise.every()),
                "By how much of messages-per-second, or of what was sent before the first cut, it rises in what time.");
        return new AdaptivePace(
                adaptive.attribute(
                                "floor",
                                PERCENT,
                                new Share(otherwise.floor()),
                                "The least, of messages-per-second or of what was sent before the first cut.")
                        .of(),
                adaptive.attribute("cut", PERCENT, new Share(otherwise.cut()), "By how much it is cut each time.")
                        .of(),
                rise.share().of(),
                rise.every(),
                adaptive.attribute(
                        "connections-floor",
                        ValueTypes.integer(1, 10_000),
                        otherwise.leastConnections(),
                        "Open connections that a source keeps in any case, 1 to 10000."));
    }

    private static Share share(String text) {
        double share = text.endsWith("%") ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100 : 0;
        if (share <= 0 || share > 1) {
            throw new IllegalArgumentException(text);
        }
        return new Share(share);
    }

    private static Rise rise(String text) {
        String[] parts = text.split("/", -1);
        Duration every = parts.length == 2 ? ValueTypes.DURATION_TIME.parse().apply(parts[1]) : Duration.ZERO;
        if (every.compareTo(MOST_OFTEN) < 0 || every.compareTo(LEAST_OFTEN) > 0) {
            throw new IllegalArgumentException(text);
        }
        return new Rise(share(parts[0]), every);
    }
}
