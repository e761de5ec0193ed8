/**
 * The counts of a day, kept so that they outlive a restart and are one sum over all nodes. Start with {@link
 * org.sluicemta.store.limit.DatabaseDailyUse}.
 */
@NullMarked
package org.sluicemta.store.limit;

import org.jspecify.annotations.NullMarked;
