/**
 * Delivery status notifications: RFC 3464, RFC 6533 (international) and what mailers make of them.
 *
 * <p>Start with {@link org.sluicemta.bounce.dsn.DsnReader}.
 */
@NullMarked
package org.sluicemta.bounce.dsn;

import org.jspecify.annotations.NullMarked;
