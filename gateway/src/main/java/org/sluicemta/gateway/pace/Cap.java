package org.sluicemta.gateway.pace;

import org.sluicemta.egress.MessageCap;

/** Messages in any period. */
abstract sealed class Cap extends Gauge permits RecentMessages, ReservedMessages {
    private MessageCap cap;

    Cap(Scope scope, MessageCap cap) {
        super(scope);
        this.cap = cap;
    }

    /** What has left counts for another figure, too. Returns whether it is another. */
    boolean changeTo(MessageCap changed) {
        boolean differs = !changed.equals(cap);
        cap = changed;
        return differs;
    }

    MessageCap cap() {
        return cap;
    }

    @Override
    LimitReached.Kind kind() {
        return LimitReached.Kind.CAP;
    }

    @Override
    boolean countsWritten() {
        return true;
    }

    @Override
    String limit() {
        return cap.toString();
    }
}
