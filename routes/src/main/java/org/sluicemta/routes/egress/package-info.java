/**
 * From the chain to the lanes: {@link org.sluicemta.routes.egress.CamelHandOff} takes what the chain finished through the
 * route {@code egress.split} into the broker in one transaction.
 */
@NullMarked
package org.sluicemta.routes.egress;

import org.jspecify.annotations.NullMarked;
