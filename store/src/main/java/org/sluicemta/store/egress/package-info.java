/**
 * What the gateway must know after a restart, and what nodes share: what was sent under caps, what sites have told
 * sources, policies of receivers, disabled sources. Start with {@link org.sluicemta.store.egress.DatabaseCapReserve}.
 */
@NullMarked
package org.sluicemta.store.egress;

import org.jspecify.annotations.NullMarked;
