package org.sluicemta.tenant;

import java.nio.ByteBuffer;
import org.sluicemta.config.ShortName;

/** A tenant's short name: lower-case letters, digits, hyphen and underscore, 1 to 40 characters. */
public record TenantId(String value) {
    /**
     * Placeholder in lanes and selectors for mail without a tenant, which strangers send to a relay domain. No customer
     * may have this name. Events, rates and lists don't use it.
     */
    public static final TenantId RELAYED = new TenantId("relayed");

    public TenantId {
        ShortName.check("tenant", value);
    }

    /** Whether this is the placeholder {@link #RELAYED}. */
    public boolean isRelayed() {
        return equals(RELAYED);
    }

    /** The first four octets of SHA-256 of the name, as used in return-path tokens. */
    public int hash() {
        return ByteBuffer.wrap(ShortName.digest(value)).getInt();
    }

    @Override
    public String toString() {
        return value;
    }
}
