/**
 * The journal of events: files of JSON lines, flushed before mail is acknowledged, rotated and deleted by policy. Start
 * with {@link org.sluicemta.store.event.EventJournal}; {@link org.sluicemta.store.event.JournalReader} reads them
 * again.
 */
@NullMarked
package org.sluicemta.store.event;

import org.jspecify.annotations.NullMarked;
