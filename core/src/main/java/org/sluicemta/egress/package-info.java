/**
 * How mail leaves: pools with their sources, sites, next hops and retry schedules. They form one immutable {@link
 * org.sluicemta.egress.EgressPlan}, which is replaced as a whole when the operator changes it.
 */
@NullMarked
package org.sluicemta.egress;

import org.jspecify.annotations.NullMarked;
