/** What the road relies on of the queues that are no lanes. */
@NullMarked
package org.sluicemta.delivery.drain;

import org.jspecify.annotations.NullMarked;
