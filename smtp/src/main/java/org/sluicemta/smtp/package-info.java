/**
 * The SMTP server: receives mail, runs the mailet chain inline, hands over the result, and only then replies. Start
 * with {@link org.sluicemta.smtp.FrontDoor}. {@code listener} has the connections and {@code session} their state.
 * {@code command} has the commands; they ask {@code policy} who may do what, and {@code conduct} handles clients that
 * misbehave. {@code frame} and {@code data} process the octets. A complete message goes through {@code intake} and
 * {@code chain}.
 */
@NullMarked
package org.sluicemta.smtp;

import org.jspecify.annotations.NullMarked;
