/** Tests of the index of events. */
@NullMarked
package org.sluicemta.store.search;

import org.jspecify.annotations.NullMarked;
