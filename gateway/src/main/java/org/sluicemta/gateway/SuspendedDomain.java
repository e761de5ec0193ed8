package org.sluicemta.gateway;

import java.time.Instant;
import org.sluicemta.outcome.SmtpReply;

/**
 * A domain of the common site that is down and isn't tried for a while.
 *
 * @param until when it is worth asking for a slot again
 * @param lastReply why the last connection to it failed
 */
public record SuspendedDomain(Instant until, SmtpReply lastReply) {}
