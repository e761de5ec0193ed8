/**
 * How a client behaves, and what comes of it: {@link org.sluicemta.smtp.conduct.Admission} lets connections and logins in,
 * {@link org.sluicemta.smtp.conduct.Strikes} counts what goes wrong until the connection ends, and
 * {@link org.sluicemta.smtp.conduct.Rejections} writes refusals down. What was counted is kept in the session.
 */
@NullMarked
package org.sluicemta.smtp.conduct;

import org.jspecify.annotations.NullMarked;
