/** Tests of queue names. */
@NullMarked
package org.sluicemta.lane;

import org.jspecify.annotations.NullMarked;
