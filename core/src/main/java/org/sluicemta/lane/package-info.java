/**
 * Names of the queues that mail waits in, per pool, site and tenant. Start with {@link org.sluicemta.lane.LaneName}.
 */
@NullMarked
package org.sluicemta.lane;

import org.jspecify.annotations.NullMarked;
