package org.sluicemta.egress;

import org.sluicemta.config.ShortName;

/** A pool's short name. */
public record PoolId(String value) {
    public PoolId {
        ShortName.check("pool", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
