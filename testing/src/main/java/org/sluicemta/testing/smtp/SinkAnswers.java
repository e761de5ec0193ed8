package org.sluicemta.testing.smtp;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** Gives the replies of one session, or what the script replaces them with. */
final class SinkAnswers {
    private final SinkWire wire;
    private final Function<SinkContext, Optional<SinkFault>> script;

    SinkAnswers(SinkWire wire, Function<SinkContext, Optional<SinkFault>> script) {
        this.wire = wire;
        this.script = script;
    }

    /** A reply that no rule can change, e.g. to a command out of order. */
    void plain(int code, String... lines) throws IOException {
        wire.write(WireReply.of(code, lines).toBytes());
    }

    /** The fault for this occasion. */
    Optional<SinkFault> faultAt(SinkContext context) {
        return script.apply(context);
    }

    /**
     * Replies as usual, or as the script says.
     *
     * @param effect what the command does; runs before a positive reply is sent, and not for a negative one
     * @return whether it ran
     * @throws SessionEnded if the fault ends the session
     */
    boolean settle(SinkContext context, WireReply usual, Runnable effect) throws IOException {
        Optional<SinkFault> fault = faultAt(context);
        return fault.isPresent() ? play(fault.get(), usual, effect) : say(usual, effect);
    }

    private boolean say(WireReply reply, Runnable effect) throws IOException {
        if (reply.isPositive()) {
            effect.run();
        }
        wire.write(reply.toBytes());
        return reply.isPositive();
    }

    private boolean play(SinkFault fault, WireReply usual, Runnable effect) throws IOException {
        return switch (fault) {
            case SinkFault.Answer answer -> say(answer.reply(), effect);
            case SinkFault.StallFor stall -> stallThenSay(stall, usual, effect);
            case SinkFault.SlowDrip drip -> drip(drip, usual, effect);
            case SinkFault.Garbage garbage -> garbage(garbage);
            case SinkFault.AnswerThenClose answer -> {
                say(answer.reply(), effect);
                throw new SessionEnded("answered and closed");
            }
            case SinkFault.HangUpAfterwards hangUp -> {
                say(usual, effect);
                wire.write(hangUp.farewell().toBytes());
                throw new SessionEnded("hung up");
            }
            case SinkFault.AcceptThenClose accepted -> {
                effect.run();
                throw new SessionEnded("closed without the reply");
            }
            case SinkFault.StallForever stall -> {
                wire.drain();
                throw new SessionEnded("the client gave up");
            }
            case SinkFault.Close close -> throw new SessionEnded("closed");
            case SinkFault.Reset reset -> {
                wire.reset();
                throw new SessionEnded("reset");
            }
            case SinkFault.BrokenTlsHandshake broken -> brokenHandshake(usual);
            case SinkFault.CloseMidData cut -> throw misplaced(cut);
            case SinkFault.StallMidData cut -> throw misplaced(cut);
            case SinkFault.AnswerMidData cut -> throw misplaced(cut);
        };
    }

    private boolean stallThenSay(SinkFault.StallFor stall, WireReply usual, Runnable effect) throws IOException {
        wire.flush();
        wire.pause(stall.time());
        return say(usual, effect);
    }

    private boolean drip(SinkFault.SlowDrip drip, WireReply usual, Runnable effect) throws IOException {
        effect.run();
        wire.drip(usual.toBytes(), drip.pause());
        return true;
    }

    private boolean garbage(SinkFault.Garbage garbage) throws IOException {
        wire.write(garbage.bytes());
        return false;
    }

    private boolean brokenHandshake(WireReply usual) throws IOException {
        wire.write(usual.toBytes());
        wire.write(WireReply.of(500, "This is not TLS").toBytes());
        throw new SessionEnded("no TLS after STARTTLS");
    }

    private static IllegalStateException misplaced(SinkFault fault) {
        return new IllegalStateException(fault + " is for the phase CONTENT only");
    }

    /** Ends a transfer that a rule has cut off. */
    void cutOff(SinkFault fault) throws IOException {
        if (fault instanceof SinkFault.AnswerMidData answer) {
            wire.write(answer.reply().toBytes());
        } else if (fault instanceof SinkFault.StallMidData) {
            wire.hang();
        }
        throw new SessionEnded("cut off in the content");
    }
}
