/** Tests of {@code org.sluicemta.store.egress}. */
@NullMarked
package org.sluicemta.store.egress;

import org.jspecify.annotations.NullMarked;
