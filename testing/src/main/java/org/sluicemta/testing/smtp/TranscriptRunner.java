package org.sluicemta.testing.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sluicemta.testing.tls.TestCertificate;

/** Plays a {@link Transcript} against a server, as the client. */
public final class TranscriptRunner {
    private final InetSocketAddress server;

    /** A runner that connects to this server once per transcript. */
    public TranscriptRunner(InetSocketAddress server) {
        this.server = server;
    }

    /**
     * Plays a transcript file.
     *
     * @throws TranscriptMismatch if the server says something else, is silent for 30 s, or closes too early
     */
    public void play(Path file, Map<String, String> variables) {
        play(Transcript.read(file, variables));
    }

    /** Plays a transcript; see {@link #play(Path, Map)}. */
    public void play(Transcript transcript) {
        Transcript.Step current = null;
        try (SmtpClient client = SmtpClient.connect(server)) {
            ByteArrayOutputStream held = new ByteArrayOutputStream();
            for (Transcript.Step step : transcript.steps()) {
                current = step;
                take(transcript, step, client, held);
            }
        } catch (IOException | SmtpTalkException e) {
            int line = current == null ? 0 : current.line();
            throw new TranscriptMismatch(
                    transcript, line, "the talk went on", String.valueOf(e.getMessage()), List.of(), e);
        }
    }

    private static void take(Transcript transcript, Transcript.Step step, SmtpClient client, ByteArrayOutputStream held)
            throws IOException {
        switch (step) {
            case Transcript.Step.Send send -> {
                held.writeBytes(send.bytes());
                client.note(send.source());
                if (!send.held()) {
                    client.sendRaw(held.toByteArray());
                    held.reset();
                }
            }
            case Transcript.Step.Expect expect -> {
                String got = expect.wholeReply() ? oneLine(client.readReply()) : client.readLine();
                if (!expect.pattern().matcher(got).matches()) {
                    throw new TranscriptMismatch(transcript, expect.line(), expect.source(), got, client.talk(), null);
                }
            }
            case Transcript.Step.Handshake handshake -> client.handshake(TestCertificate.trustAnything());
            case Transcript.Step.Closed closed -> {
                if (!client.isClosedByServer()) {
                    throw new TranscriptMismatch(
                            transcript, closed.line(), "the end of the connection", "more bytes", client.talk(), null);
                }
            }
            case Transcript.Step.ResetNow reset -> client.reset();
        }
    }

    private static String oneLine(WireReply reply) {
        return reply.code() + " " + String.join("|", reply.lines());
    }
}
