package org.sluicemta.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.handoff.Staged;
import org.sluicemta.testing.event.Arrivals;

/** Keeps what is committed, contents copied; fails or waits when told. */
final class RecordingHandOff implements HandOff {
    record Taken(FinishedEnvelope envelope, String text) {
        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }
    }

    final Arrivals<Taken> taken = new Arrivals<>("messages", 20_000);
    final Arrivals<List<Staged>> begun = new Arrivals<>("commits begun", 20_000);
    final Arrivals<List<Staged>> commits = new Arrivals<>("commits", 20_000);
    volatile boolean failing;
    volatile boolean full;
    volatile CountDownLatch gate = new CountDownLatch(0);
    /** Of what comes before the commit, as routes do. */
    volatile CountDownLatch routes = new CountDownLatch(0);

    @Override
    public Prepared prepare(List<Staged> staged) throws HandOffException {
        await(routes);
        return () -> record(staged);
    }

    private static void await(CountDownLatch gate) throws HandOffException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new HandOffException("interrupted", e);
        }
    }

    private void record(List<Staged> staged) throws HandOffException {
        begun.add(staged);
        await(gate);
        if (full) {
            throw new HandOffException.NoRoom("the disk is told to be full");
        }
        if (failing) {
            throw new HandOffException("the broker is told to fail", new IOException("told to fail"));
        }
        for (Staged one : staged) {
            if (one instanceof FinishedEnvelope envelope) {
                taken.add(new Taken(envelope, text(envelope)));
            }
        }
        commits.add(staged);
    }

    private static String text(FinishedEnvelope envelope) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            envelope.content().writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
