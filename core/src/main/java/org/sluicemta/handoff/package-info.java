/**
 * Where the chain ends. Mailets stage finished envelopes on the running {@link org.sluicemta.handoff.ChainRun}; when the chain has returned, everything staged goes to {@link org.sluicemta.handoff.HandOff} in one durable commit, and only then is the client answered.
 */
@NullMarked
package org.sluicemta.handoff;

import org.jspecify.annotations.NullMarked;
