/** Tests of {@code org.sluicemta.repeat}. */
@NullMarked
package org.sluicemta.store.audit;

import org.jspecify.annotations.NullMarked;
