package org.sluicemta.routes.split;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.handoff.Placement;
import org.sluicemta.handoff.Placing;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.handoff.Staged;
import org.sluicemta.mail.MessageIdSource;

/**
 * Runs what a chain has staged through the routes in force, on the calling thread, and commits everything they placed
 * at once. Routes run before the commit, so a message whose route hangs can be given up. If a route fails or forgets a
 * recipient, nothing is committed.
 */
@Singleton
public final class RoutedHandOff implements HandOff {
    private final Entrances entrances;
    private final Placing placing;
    private final RouteEvents events;
    private final MessageIdSource ids;

    @Inject
    public RoutedHandOff(Entrances entrances, Placing placing, RouteEvents events, MessageIdSource ids) {
        this.entrances = entrances;
        this.placing = placing;
        this.events = events;
        this.ids = ids;
    }

    @Override
    public Prepared prepare(List<Staged> staged) throws HandOffException {
        List<Routed> routed = new ArrayList<>(staged.size());
        List<ReturnedMail> returned = new ArrayList<>();
        Entrances.Open open = entrances.enter();
        try {
            for (Staged item : staged) {
                switch (item) {
                    case FinishedEnvelope envelope -> routed.add(route(envelope, open));
                    case ReturnedMail mail -> returned.add(show(mail, open));
                }
            }
        } finally {
            open.leave();
        }
        return () -> commit(routed, returned);
    }

    private void commit(List<Routed> routed, List<ReturnedMail> returned) throws HandOffException {
        if (routed.isEmpty() && returned.isEmpty()) {
            return;
        }
        List<Placement> placements = new ArrayList<>(routed.size());
        for (Routed each : routed) {
            placements.addAll(each.result().placements());
            placements.addAll(each.result().copies());
        }
        if (!placements.isEmpty() || !returned.isEmpty()) {
            placing.commit(placements, returned);
        }
        routed.forEach(events::write);
        if (placements.isEmpty() && returned.isEmpty()) {
            awaitEvents();
        }
    }

    /** Nothing is in the broker, so the events that say why are all that is left of this mail. */
    private void awaitEvents() throws HandOffException {
        try {
            events.flushed().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new HandOffException("not queued: the events cannot be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HandOffException("not queued: interrupted", e);
        }
    }

    private Routed route(FinishedEnvelope envelope, Entrances.Open open) throws HandOffException {
        Entrance.Accepted entrance =
                open.accepted().orElseThrow(() -> new HandOffException("not queued: no route takes mail at present"));
        Placements placements = new Placements(envelope, ids);
        Placements.Result result;
        try {
            for (AcceptedMail part : entrance.parts(new AcceptedMail(envelope, placements))) {
                entrance.pass(part);
            }
        } catch (Exception e) {
            throw failure(entrance, envelope.id().toString(), e);
        } finally {
            result = placements.end();
        }
        if (!result.forgotten().isEmpty()) {
            throw new HandOffException("not queued: " + entrance.name() + " placed message " + envelope.id()
                    + " nowhere for "
                    + result.forgotten().stream()
                            .map(to -> to.address().toString())
                            .limit(5)
                            .collect(Collectors.joining(", "))
                    + ". Every way through it must end at sluice:pool or sluice:discard");
        }
        return new Routed(envelope, entrance.name(), result);
    }

    private static ReturnedMail show(ReturnedMail mail, Entrances.Open open) throws HandOffException {
        for (Entrance.Returned entrance : open.returned()) {
            try {
                entrance.pass(mail);
            } catch (Exception e) {
                throw failure(entrance, mail.id().toString(), e);
            }
        }
        return mail;
    }

    private static HandOffException failure(Entrance entrance, String id, Exception e) {
        return new HandOffException("not queued: " + entrance.name() + " failed with message " + id, e);
    }
}
