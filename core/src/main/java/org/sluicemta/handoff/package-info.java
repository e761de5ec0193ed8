/**
 * Where the chain ends. Mailets stage finished envelopes on the running {@link org.sluicemta.handoff.ChainRun}. When
 * the chain returns, {@link org.sluicemta.handoff.HandOff} commits everything staged in one durable transaction. Only
 * then does the client get 250.
 */
@NullMarked
package org.sluicemta.handoff;

import org.jspecify.annotations.NullMarked;
