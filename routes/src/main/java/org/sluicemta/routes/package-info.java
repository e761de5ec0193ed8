/**
 * The queues between the chain and the gateway. Start with {@link org.sluicemta.delivery.engine.QueueEngine}.
 */
@NullMarked
package org.sluicemta.routes;

import org.jspecify.annotations.NullMarked;
