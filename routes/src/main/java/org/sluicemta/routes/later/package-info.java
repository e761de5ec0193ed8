/**
 * Mail that waits for a time: retries and held mail. {@link org.sluicemta.routes.lane.TimeSlots} names the queues, and
 * the drain puts what is due back into lanes, in batches, each one transaction. The broker's own scheduled delivery is not
 * used because scheduled messages are never paged to disk.
 */
@NullMarked
package org.sluicemta.routes.later;

import org.jspecify.annotations.NullMarked;
