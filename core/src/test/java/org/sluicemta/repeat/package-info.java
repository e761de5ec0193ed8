/** Tests of {@code org.sluicemta.repeat}. */
@NullMarked
package org.sluicemta.repeat;

import org.jspecify.annotations.NullMarked;
