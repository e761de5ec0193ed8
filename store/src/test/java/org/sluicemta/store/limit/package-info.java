/** Tests of {@code org.sluicemta.limit}. */
@NullMarked
package org.sluicemta.store.limit;

import org.jspecify.annotations.NullMarked;
