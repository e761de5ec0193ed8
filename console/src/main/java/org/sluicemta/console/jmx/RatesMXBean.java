package org.sluicemta.console.jmx;

import java.util.List;

/**
 * {@code org.sluicemta:type=Rates}. Hard bounces and complaints within the guard's window. An invalid tenant name
 * throws IllegalArgumentException naming it.
 */
public interface RatesMXBean {
    /** A row for each tenant, stream, source and site, over all tenants. */
    List<RateRow> getRates();

    /** One tenant's: as a whole, then by stream, source and site. */
    List<RateRow> ofTenant(String tenant);

    /** What the guard has suspended now. */
    List<HoldRow> getHeld();
}
