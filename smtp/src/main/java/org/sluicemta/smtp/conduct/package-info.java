/**
 * How a client behaves and what follows from it. {@link org.sluicemta.smtp.conduct.Admission} admits connections and
 * logins, {@link org.sluicemta.smtp.conduct.Strikes} counts errors until the connection ends, and {@link
 * org.sluicemta.smtp.conduct.Rejections} records refusals. The counters themselves are in the session. Start with
 * {@code Admission}.
 */
@NullMarked
package org.sluicemta.smtp.conduct;

import org.jspecify.annotations.NullMarked;
