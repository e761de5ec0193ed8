package org.sluicemta.handoff;

import org.sluicemta.egress.PoolId;

/**
 * Where mail leaves: an envelope, and the pool that its recipients are sent by. The recipients of one message may be placed
 * in several pools; those placements have its id and its content in common.
 */
public record Placement(FinishedEnvelope envelope, PoolId pool) {}
