/**
 * What was sent under caps, kept so that a cap holds over restarts and all nodes of a database. Start with {@link
 * org.sluicemta.store.egress.DatabaseCapReserve}.
 */
@NullMarked
package org.sluicemta.store.egress;

import org.jspecify.annotations.NullMarked;
