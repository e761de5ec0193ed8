/**
 * How mail leaves: pools, their sources, sites, next hops and retry schedules, as one immutable {@link org.sluicemta.egress.EgressPlan} that is replaced whole when the operator changes it.
 */
@NullMarked
package org.sluicemta.egress;

import org.jspecify.annotations.NullMarked;
