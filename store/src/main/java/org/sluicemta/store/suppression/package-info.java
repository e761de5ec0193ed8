/**
 * The suppression list in the database, with a filter in memory before it; import and export; hashed addresses. Start with
 * {@link org.sluicemta.store.suppression.DatabaseSuppressionList}.
 */
@NullMarked
package org.sluicemta.store.suppression;

import org.jspecify.annotations.NullMarked;
