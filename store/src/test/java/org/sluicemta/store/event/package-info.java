/** Tests of events, their JSON form and the journal. */
@NullMarked
package org.sluicemta.store.event;

import org.jspecify.annotations.NullMarked;
