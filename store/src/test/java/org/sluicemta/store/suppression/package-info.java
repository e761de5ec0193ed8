/** Tests of the suppression list: one contract for both databases, and the parts alone. */
@NullMarked
package org.sluicemta.store.suppression;

import org.jspecify.annotations.NullMarked;
