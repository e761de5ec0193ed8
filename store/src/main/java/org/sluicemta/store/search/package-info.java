/**
 * The index of events, which finds a message among millions. {@link org.sluicemta.store.search.EventIndexer} feeds it
 * from the journal in the background; {@link org.sluicemta.store.search.IndexedEventSearch} asks it. What it finds is a
 * place in the journal, where the event is read. There is one Lucene index a day, so old days are deleted as a whole.
 */
@NullMarked
package org.sluicemta.store.search;

import org.jspecify.annotations.NullMarked;
