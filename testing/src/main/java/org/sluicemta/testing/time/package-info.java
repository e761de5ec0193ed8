/**
 * Time that only moves when a test says so. {@link org.sluicemta.testing.time.MutableClock} stands in for the
 * {@code InstantSource} and the ticker that every class of ours takes instead of reading the system clock.
 */
@NullMarked
package org.sluicemta.testing.time;

import org.jspecify.annotations.NullMarked;
