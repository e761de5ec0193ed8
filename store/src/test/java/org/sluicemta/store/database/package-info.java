/** Tests of the store, and the databases that other tests of this room run on. */
@NullMarked
package org.sluicemta.store.database;

import org.jspecify.annotations.NullMarked;
