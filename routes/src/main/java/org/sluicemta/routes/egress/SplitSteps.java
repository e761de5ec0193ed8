package org.sluicemta.routes.egress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.sluicemta.admission.DiskRoom;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.handoff.Staged;
import org.sluicemta.routes.broker.BrokerException;
import org.sluicemta.routes.broker.SendSession;
import org.sluicemta.routes.broker.SendSessions;
import org.sluicemta.routes.lane.Announcer;
import org.sluicemta.routes.lane.EgressSplit;
import org.sluicemta.routes.lane.MailWriter;
import org.sluicemta.routes.lane.QueuedMail;

/** The steps of the route {@code egress.split}, in order: {@link #plan}, {@link #commit}, {@link #announce}. */
public final class SplitSteps {
    private final EgressSplit split;
    private final SendSessions sessions;
    private final MailWriter writer;
    private final Announcer announcer;
    private final DiskRoom room;

    @Inject
    public SplitSteps(EgressSplit split, SendSessions sessions, MailWriter writer, Announcer announcer, DiskRoom room) {
        this.split = split;
        this.sessions = sessions;
        this.writer = writer;
        this.announcer = announcer;
        this.room = room;
    }

    StagedMail plan(List<Staged> staged) {
        List<QueuedMail> outbound = new ArrayList<>();
        List<ReturnedMail> returned = new ArrayList<>();
        for (Staged item : staged) {
            switch (item) {
                case FinishedEnvelope envelope -> outbound.addAll(split.split(envelope));
                case ReturnedMail mail -> returned.add(mail);
            }
        }
        return new StagedMail(outbound, returned);
    }

    /** Content is written once for each message that was planned, so that much room is asked for first. */
    void commit(StagedMail mail) throws BrokerException, NoRoomException {
        long octets = mail.octets();
        try (DiskRoom.Claim claim = room.claim(octets).orElseThrow(() -> new NoRoomException(octets))) {
            sessions.commit(session -> sendAll(session, mail));
        }
    }

    private void sendAll(SendSession session, StagedMail mail) throws ActiveMQException, IOException {
        for (QueuedMail queued : mail.outbound()) {
            writer.send(session, queued);
        }
        for (ReturnedMail returned : mail.returned()) {
            writer.send(session, returned);
        }
    }

    void announce(StagedMail mail) {
        announcer.announceNew(mail.outbound());
    }
}
