package org.sluicemta.queue.lane;

import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.sluicemta.admission.DiskRoom;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.handoff.Placement;
import org.sluicemta.handoff.Placing;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.queue.broker.BrokerException;
import org.sluicemta.queue.broker.SendSession;
import org.sluicemta.queue.broker.SendSessions;
import org.sluicemta.queue.content.NoContentRoomException;

/** Splits placed mail into lanes, commits it to the broker in one transaction and announces it. */
public final class LanePlacing implements Placing {
    private final EgressSplit split;
    private final SendSessions sessions;
    private final Announcer announcer;
    private final DiskRoom room;
    private final LaneContents contents;

    @Inject
    public LanePlacing(
            EgressSplit split, SendSessions sessions, Announcer announcer, DiskRoom room, LaneContents contents) {
        this.split = split;
        this.sessions = sessions;
        this.announcer = announcer;
        this.room = room;
        this.contents = contents;
    }

    @Override
    public void commit(List<Placement> placed, List<ReturnedMail> returned) throws HandOffException {
        List<QueuedMail> outbound = placed.stream()
                .flatMap(placement -> split.split(placement.envelope(), placement.pool()).stream())
                .toList();
        commit(new StagedMail(outbound, returned));
        announcer.announceNew(outbound);
    }

    /** Content is written once for each planned message, so that much space is requested first. */
    private void commit(StagedMail mail) throws HandOffException {
        long octets = mail.octets();
        try (DiskRoom.Claim claim = room.claim(octets)
                .orElseThrow(() ->
                        new HandOffException.NoRoom("not queued: the disk has no room for " + octets + " octets"))) {
            ContentWriting writing = contents.begin();
            try {
                sessions.commit(session -> sendAll(session, mail, writing));
            } catch (BrokerException e) {
                writing.failed();
                throw refused(e);
            }
        }
    }

    private static HandOffException refused(BrokerException e) {
        return e.getCause() instanceof NoContentRoomException
                ? new HandOffException.NoRoom("not queued: " + e.getMessage())
                : new HandOffException("not queued: " + e.getMessage(), e);
    }

    /** Content is flushed while the broker finds the queues. */
    private void sendAll(SendSession session, StagedMail mail, ContentWriting writing)
            throws ActiveMQException, IOException {
        writing.put(mail.outbound());
        for (QueuedMail queued : mail.outbound()) {
            LaneMessages.send(session, queued, writing.ref(queued));
        }
        for (ReturnedMail returned : mail.returned()) {
            LaneMessages.send(session, returned, writing.put(returned));
        }
        writing.awaitDurable();
    }
}
