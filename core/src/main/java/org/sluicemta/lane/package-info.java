/**
 * Names of the queues that mail waits in: lanes per pool, site and tenant, and the time slots of retries. Start with {@link org.sluicemta.lane.LaneName}.
 */
@NullMarked
package org.sluicemta.lane;

import org.jspecify.annotations.NullMarked;
