/** A message from the end of DATA on: {@link org.sluicemta.letter.OutboundMessage} is one transaction of it to come. */
@NullMarked
package org.sluicemta.letter;

import org.jspecify.annotations.NullMarked;
