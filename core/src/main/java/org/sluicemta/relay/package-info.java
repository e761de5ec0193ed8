/**
 * Who may relay. Start with {@link org.sluicemta.relay.RelayPolicy}.
 */
@NullMarked
package org.sluicemta.relay;

import org.jspecify.annotations.NullMarked;
