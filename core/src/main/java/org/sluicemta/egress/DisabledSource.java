package org.sluicemta.egress;

import java.time.Instant;

/**
 * A source from which an operator lets nothing leave.
 *
 * @param by who that was
 */
public record DisabledSource(SourceId source, Instant since, String by) {}
