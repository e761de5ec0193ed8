/**
 * Messages a client sends again because it doesn't know whether the first attempt got through. If the client marks them
 * with a key, it gets the answer to the first one and the mail goes out once. Start with {@link
 * org.sluicemta.repeat.IdempotencyKeys}.
 */
@NullMarked
package org.sluicemta.repeat;

import org.jspecify.annotations.NullMarked;
