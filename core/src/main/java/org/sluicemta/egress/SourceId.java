package org.sluicemta.egress;

import org.sluicemta.config.ShortName;

/** A source's short name, unique over all pools. */
public record SourceId(String value) {
    public SourceId {
        ShortName.check("source", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
