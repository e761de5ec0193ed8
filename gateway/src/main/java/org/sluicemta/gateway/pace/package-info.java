/**
 * Whether a message may leave now, by which source, and if not, because of what and until when. Start at {@link
 * org.sluicemta.gateway.pace.Pace}. No I/O but the {@link org.sluicemta.egress.CapReserve} and the {@link
 * org.sluicemta.egress.SourceStates}.
 */
@NullMarked
package org.sluicemta.gateway.pace;

import org.jspecify.annotations.NullMarked;
