package org.sluicemta.delivery.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One mailing's mail from one lane to one place, by priority and then by arrival. A flow is in one queue at a time. When
 * it runs empty it stays there until its turn comes.
 */
final class Flow<M extends HeldMail> {
    enum Position {
        NOWHERE,
        /** Among its mailing's flows. */
        WITH_MAILING,
        /** Among its tenant's flows that have their turn at a place with a queue. */
        HAS_TURN,
        /** In its place's queue. */
        AT_PLACE
    }

    final Lane lane;
    final TenantShare<M> tenant;
    final MailingShare<M> mailing;
    final Place<M> place;
    Position position = Position.NOWHERE;
    private final Deque<M> mail = new ArrayDeque<>();

    Flow(Lane lane, MailingShare<M> mailing, Place<M> place) {
        this.lane = lane;
        this.mailing = mailing;
        this.tenant = mailing.tenant;
        this.place = place;
    }

    boolean isEmpty() {
        return mail.isEmpty();
    }

    int size() {
        return mail.size();
    }

    M head() {
        return mail.getFirst();
    }

    /** Behind everything with the same or a higher priority. */
    void add(M added) {
        if (mail.isEmpty() || mail.getLast().priority() >= added.priority()) {
            mail.addLast(added);
            return;
        }
        Deque<M> overtaken = new ArrayDeque<>();
        while (!mail.isEmpty() && mail.getLast().priority() < added.priority()) {
            overtaken.push(mail.removeLast());
        }
        mail.addLast(added);
        mail.addAll(overtaken);
    }

    void each(Consumer<M> action) {
        mail.forEach(action);
    }

    M removeHead() {
        return mail.removeFirst();
    }

    M removeLast() {
        return Objects.requireNonNull(mail.removeLast());
    }

    List<M> removeIf(Predicate<M> unwanted) {
        List<M> removed = new ArrayList<>();
        for (Iterator<M> all = mail.iterator(); all.hasNext(); ) {
            M each = all.next();
            if (unwanted.test(each)) {
                all.remove();
                removed.add(each);
            }
        }
        return removed;
    }
}
