/** Tests of events. */
@NullMarked
package org.sluicemta.event;

import org.jspecify.annotations.NullMarked;
