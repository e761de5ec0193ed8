package org.sluicemta.gateway.pace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.sluicemta.response.ResponseAction;

/** Counts replies until there are as many as their action takes. */
final class Repeats {
    /** When the last ones were given, oldest first. */
    private final Map<ResponseAction, Deque<Long>> given = new HashMap<>();

    /** One more. Returns whether the action is due, and then counts from zero again. */
    boolean isDue(ResponseAction action, long nowNanos) {
        int enough = action.after().answers();
        if (enough == 1) {
            return true;
        }
        boolean isDue = add(action, nowNanos).size() >= enough;
        if (isDue) {
            given.remove(action);
        }
        return isDue;
    }

    /** One more. Returns whether there are enough, and so there are for the next one, until some are too long ago. */
    boolean isReached(ResponseAction action, long nowNanos) {
        int enough = action.after().answers();
        if (enough == 1) {
            return true;
        }
        Deque<Long> times = add(action, nowNanos);
        if (times.size() > enough) {
            times.removeFirst();
        }
        return times.size() == enough;
    }

    private Deque<Long> add(ResponseAction action, long nowNanos) {
        Deque<Long> times = given.computeIfAbsent(action, key -> new ArrayDeque<>());
        times.add(nowNanos);
        long since = nowNanos - action.after().within().toNanos();
        while (times.getFirst() - since < 0) {
            times.removeFirst();
        }
        return times;
    }

    /** Refusals of the source count from zero again. */
    void forgetRefusals() {
        given.keySet().removeIf(action -> action.kind() == ResponseAction.Kind.REST_SOURCE);
    }

    boolean isEmptySince(long nowNanos) {
        given.entrySet()
                .removeIf(each -> nowNanos - each.getValue().getLast()
                        > each.getKey().after().within().toNanos());
        return given.isEmpty();
    }
}
