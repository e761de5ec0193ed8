/**
 * What came back: messages of the queue {@code intake.bounce} are parsed, joined to the original send by the signed token,
 * recorded as events and, by their class, written to suppression. RFC 3464, RFC 5965.
 */
@NullMarked
package org.sluicemta.delivery.intake;

import org.jspecify.annotations.NullMarked;
