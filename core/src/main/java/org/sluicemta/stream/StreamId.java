package org.sluicemta.stream;

import org.sluicemta.config.ShortName;

/** A stream's short name, such as transactional or marketing. */
public record StreamId(String value) {
    public StreamId {
        ShortName.check("stream", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
