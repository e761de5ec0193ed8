/**
 * Returned mail: messages of the queue {@code intake.bounce} are parsed, matched to the original send by the signed
 * token and recorded as events. Depending on their class they lead to suppression. Start with {@link
 * org.sluicemta.delivery.intake.BounceIntake}. RFC 3464, RFC 5965.
 */
@NullMarked
package org.sluicemta.delivery.intake;

import org.jspecify.annotations.NullMarked;
