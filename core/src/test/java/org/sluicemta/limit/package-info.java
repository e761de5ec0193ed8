/** Tests of {@code org.sluicemta.limit}. */
@NullMarked
package org.sluicemta.limit;

import org.jspecify.annotations.NullMarked;
