package org.sluicemta.smtp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sluicemta.limit.DailyUse;
import org.sluicemta.limit.Subject;

/** A day that never ends, in memory. */
final class UseOfOneDay implements DailyUse {
    private final Map<Subject, Count> counts = new ConcurrentHashMap<>();

    @Override
    public void add(Subject subject, int messages, int recipients) {
        counts.merge(
                subject,
                new Count(messages, recipients),
                (before, more) ->
                        new Count(before.messages() + more.messages(), before.recipients() + more.recipients()));
    }

    @Override
    public Count today(Subject subject) {
        return counts.getOrDefault(subject, Count.NONE);
    }
}
