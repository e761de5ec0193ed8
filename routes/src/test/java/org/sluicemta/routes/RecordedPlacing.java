package org.sluicemta.routes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.handoff.Placement;
import org.sluicemta.handoff.Placing;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.mail.EnvelopeRecipient;

/** Keeps each commit. */
public final class RecordedPlacing implements Placing {
    /** What was committed at once. */
    public record Commit(List<Placement> placed, List<ReturnedMail> returned) {
        /** {@code marketing: a@x.test b@x.test}, one for each placement. */
        public List<String> where() {
            return placed.stream()
                    .map(each -> each.pool() + ": "
                            + String.join(
                                    " ",
                                    each.envelope().recipients().stream()
                                            .map(EnvelopeRecipient::address)
                                            .map(Object::toString)
                                            .toList()))
                    .toList();
        }
    }

    public final List<Commit> commits = new CopyOnWriteArrayList<>();
    volatile @Nullable HandOffException failure;
    private volatile boolean forgetting;

    @Override
    public void commit(List<Placement> placed, List<ReturnedMail> returned) throws HandOffException {
        HandOffException now = failure;
        if (now != null) {
            throw now;
        }
        if (forgetting) {
            return;
        }
        commits.add(new Commit(List.copyOf(placed), List.copyOf(returned)));
    }

    /** Commits are not kept from now on. */
    void forgets() {
        forgetting = true;
    }

    public Commit last() {
        return commits.getLast();
    }
}
