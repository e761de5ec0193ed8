/** Tests of {@code org.sluicemta.admission}. */
@NullMarked
package org.sluicemta.admission;

import org.jspecify.annotations.NullMarked;
