package org.sluicemta.tenant;

import org.sluicemta.config.ShortName;

/** A tenant's short name: lower-case letters, digits, hyphen and underscore, 1 to 40 characters. */
public record TenantId(String value) {
    public TenantId {
        ShortName.check("tenant", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
