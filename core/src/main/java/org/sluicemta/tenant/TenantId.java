package org.sluicemta.tenant;

import java.nio.ByteBuffer;
import org.sluicemta.config.ShortName;

/** A tenant's short name: lower-case letters, digits, hyphen and underscore, 1 to 40 characters. */
public record TenantId(String value) {
    public TenantId {
        ShortName.check("tenant", value);
    }

    /** The first four octets of SHA-256 of the name, as return-path tokens carry it. */
    public int hash() {
        return ByteBuffer.wrap(ShortName.digest(value)).getInt();
    }

    @Override
    public String toString() {
        return value;
    }
}
