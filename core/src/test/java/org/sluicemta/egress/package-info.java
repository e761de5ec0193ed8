/** Tests of plans and schedules. */
@NullMarked
package org.sluicemta.egress;

import org.jspecify.annotations.NullMarked;
