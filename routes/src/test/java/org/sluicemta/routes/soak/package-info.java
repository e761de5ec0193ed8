/** Days of retries played in minutes. Start with {@link org.sluicemta.routes.soak.RetrySoakIT}. */
@NullMarked
package org.sluicemta.routes.soak;

import org.jspecify.annotations.NullMarked;
