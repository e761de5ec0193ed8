/**
 * {@link org.sluicemta.store.reputation.JournalFailureRates} follows the journal of events; counts and the place in the journal
 * are saved in one transaction, so that after a restart every event has counted exactly once. Start there.
 */
@NullMarked
package org.sluicemta.store.reputation;

import org.jspecify.annotations.NullMarked;
