/**
 * The content of messages, written once each, beside the queues: an envelope in a queue is a kilobyte that refers to it, so
 * a deferral, a move to another lane or a thousand recipients cost no copy. Start with {@link
 * org.sluicemta.queue.content.ContentStore}; then {@code Appender} (how it gets to the disk), {@code Books} (who holds
 * what), {@code Recovery} and {@code Compaction}. Why it is made so is in docs/adr/0019-content-store.md.
 */
@NullMarked
package org.sluicemta.queue.content;

import org.jspecify.annotations.NullMarked;
