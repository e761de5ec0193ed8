/** Days of retries played in minutes. Start with {@link org.sluicemta.delivery.soak.RetrySoakIT}. */
@NullMarked
package org.sluicemta.delivery.soak;

import org.jspecify.annotations.NullMarked;
