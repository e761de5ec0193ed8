/**
 * The front door: SMTP in, the mailet chain inline, the hand-off, and only then the answer. Start with
 * {@link org.sluicemta.smtp.FrontDoor}. A connection lives in {@code listener}, its conversation in {@code session} and
 * {@code command}, the octets in {@code frame} and {@code data}; a complete message goes through {@code intake} and
 * {@code chain}.
 */
@NullMarked
package org.sluicemta.smtp;

import org.jspecify.annotations.NullMarked;
