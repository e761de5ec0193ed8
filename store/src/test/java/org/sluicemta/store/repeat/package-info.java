/** Tests of {@code org.sluicemta.repeat}. */
@NullMarked
package org.sluicemta.store.repeat;

import org.jspecify.annotations.NullMarked;
