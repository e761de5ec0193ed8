/**
 * The front door: SMTP in, the mailet chain inline, the hand-off, and only then the answer. Start with
 * {@link org.sluicemta.smtp.FrontDoor}. A connection lives in {@code listener}; what is known of its client in
 * {@code session}; commands are in {@code command}, and ask {@code policy} who may do what and {@code conduct} what comes of
 * a client that behaves badly. The octets are in {@code frame} and {@code data}; a complete message goes through
 * {@code intake} and {@code chain}.
 */
@NullMarked
package org.sluicemta.smtp;

import org.jspecify.annotations.NullMarked;
