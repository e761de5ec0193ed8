/**
 * How late mail is: whether anything that could go on stands still. Start with
 * {@link org.sluicemta.delivery.lateness.Lateness}; it looks at each census of the queues and asks the broker nothing itself.
 */
@NullMarked
package org.sluicemta.delivery.lateness;

import org.jspecify.annotations.NullMarked;
