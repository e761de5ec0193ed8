/** Ports of the way out, in memory. */
@NullMarked
package org.sluicemta.testing.egress;

import org.jspecify.annotations.NullMarked;
