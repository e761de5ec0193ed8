package org.sluicemta.queue.lane;

import org.jspecify.annotations.Nullable;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;

/**
 * A message taken from its lane, not yet acknowledged.
 *
 * @param lastReply last deferral's reply on one line, or null
 */
public record TakenMail(
        OutboundMessage mail, LaneName lane, @Nullable String lastReply) {}
