/**
 * Idempotency keys of clients, each committed together with its message. Start with {@link
 * org.sluicemta.store.repeat.DatabaseIdempotencyKeys}.
 */
@NullMarked
package org.sluicemta.store.repeat;

import org.jspecify.annotations.NullMarked;
