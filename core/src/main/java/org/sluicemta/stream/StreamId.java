package org.sluicemta.stream;

import java.nio.ByteBuffer;
import org.sluicemta.config.ShortName;

/** A stream's short name, such as transactional or marketing. */
public record StreamId(String value) {
    public StreamId {
        ShortName.check("stream", value);
    }

    /** The first two octets of SHA-256 of the name, as used in return-path tokens. */
    public short hash() {
        return ByteBuffer.wrap(ShortName.digest(value)).getShort();
    }

    @Override
    public String toString() {
        return value;
    }
}
