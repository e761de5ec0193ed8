package org.sluicemta.testing.smtp;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a sink. The first rule that matches an occasion applies; if none matches, the sink behaves as usual.
 *
 * @param rules in order
 */
public record SinkScript(List<SinkRule> rules) {
    public SinkScript {
        rules = List.copyOf(rules);
    }

    /** A sink that accepts everything. */
    public static SinkScript acceptAll() {
        return new SinkScript(List.of());
    }

    /** A script with these rules. */
    public static SinkScript of(SinkRule... rules) {
        return new SinkScript(List.of(rules));
    }

    /** This script with one more rule at its end. */
    public SinkScript and(SinkRule rule) {
        List<SinkRule> more = new ArrayList<>(rules);
        more.add(rule);
        return new SinkScript(more);
    }
}
