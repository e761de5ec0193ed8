package org.sluicemta.console.jmx;

import java.util.List;

/**
 * {@code org.sluicemta:type=Rates}. How much bounces hard or is complained about, within the guard's window. A word
 * that isn't a tenant's name throws IllegalArgumentException naming it.
 */
public interface RatesMXBean {
    /** A row for each tenant, stream, source and site, over all tenants. */
    List<RateRow> getRates();

    /** One tenant's: as a whole, then by stream, source and site. */
    List<RateRow> ofTenant(String tenant);

    /** What the guard holds now. */
    List<HoldRow> getHeld();
}
