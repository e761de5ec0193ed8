/**
 * How late mail is: whether any movable mail is stalled. Start with {@link org.sluicemta.delivery.lateness.Lateness}.
 * It uses each queue census and asks the broker nothing itself.
 */
@NullMarked
package org.sluicemta.delivery.lateness;

import org.jspecify.annotations.NullMarked;
