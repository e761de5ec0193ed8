package org.sluicemta.tenant;

import java.nio.ByteBuffer;
import org.sluicemta.config.ShortName;

/** A tenant's short name: lower-case letters, digits, hyphen and underscore, 1 to 40 characters. */
public record TenantId(String value) {
    /**
     * Stands in lanes and selectors where mail has no tenant: what strangers send to a relay domain. No customer may be
     * called so; events, rates and lists know nothing of it.
     */
    public static final TenantId RELAYED = new TenantId("relayed");

    public TenantId {
        ShortName.check("tenant", value);
    }

    /** Whether this is nobody's name: see {@link #RELAYED}. */
    public boolean isRelayed() {
        return equals(RELAYED);
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
