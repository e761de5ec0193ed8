/** What the road relies on of the broker itself. */
@NullMarked
package org.sluicemta.queue.broker;

import org.jspecify.annotations.NullMarked;
