/** What the road relies on of the queues that are no lanes. */
@NullMarked
package org.sluicemta.routes.queue;

import org.jspecify.annotations.NullMarked;
