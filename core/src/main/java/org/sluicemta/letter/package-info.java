/**
 * A message from the end of DATA on. {@link org.sluicemta.letter.Letter} is what stays the same; {@link
 * org.sluicemta.letter.OutboundMessage} is one SMTP transaction still to come. Start with {@code Letter}.
 */
@NullMarked
package org.sluicemta.letter;

import org.jspecify.annotations.NullMarked;
