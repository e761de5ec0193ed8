package org.sluicemta.handoff;

import org.sluicemta.egress.PoolId;

/**
 * An envelope and the pool it is sent from. The recipients of one message may be placed in several pools; these
 * placements share its id and content.
 */
public record Placement(FinishedEnvelope envelope, PoolId pool) {}
