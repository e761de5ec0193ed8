/**
 * Message content, stored once, outside the queues. An envelope in a queue is about a kilobyte and refers to it, so a
 * deferral, a move to another lane or a thousand recipients cost no copy. Start with {@link
 * org.sluicemta.queue.content.ContentStore}, then read {@code Appender} (writing), {@code Books} (who needs what),
 * {@code Recovery} and {@code Compaction}. docs/adr/0019-content-store.md explains the design.
 */
@NullMarked
package org.sluicemta.queue.content;

import org.jspecify.annotations.NullMarked;
