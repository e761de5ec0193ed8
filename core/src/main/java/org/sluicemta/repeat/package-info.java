/**
 * Messages that a client sends again because it does not know whether the first one got through. A client that marks
 * them with a key of its own gets the answer of the first one, and the mail goes out once. Start with
 * {@link org.sluicemta.repeat.IdempotencyKeys}.
 */
@NullMarked
package org.sluicemta.repeat;

import org.jspecify.annotations.NullMarked;
