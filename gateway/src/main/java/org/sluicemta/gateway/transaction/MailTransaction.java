package org.sluicemta.gateway.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.gateway.connection.SmtpConnection;
import org.sluicemta.gateway.wire.ContentWriter;
import org.sluicemta.gateway.wire.ServerReply;
import org.sluicemta.gateway.wire.SmtpWire;
import org.sluicemta.gateway.wire.WireException;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/**
 * Sends one message to recipients over one connection. Each recipient's verdict is the first reply that decides it: to
 * MAIL, to its RCPT, to DATA, to the final dot. Only a 2xx to the final dot is a success. If the connection breaks
 * after the dot, the server may have the message, but the verdict is still temporary, because a duplicate is better
 * than a lost message.
 *
 * <p>Used once. Runs on the connection's event loop. Leaves the connection ready for the next transaction, or closed.
 */
public final class MailTransaction {
    private final SmtpConnection connection;
    private final SmtpWire wire;
    private final SiteTimeouts timeouts;
    private final OutboundMessage message;
    private final List<EnvelopeRecipient> recipients;
    private final Supplier<Duration> untilWritten;
    private final @Nullable Verdict[] verdicts;
    private final CompletableFuture<TransactionResult> result = new CompletableFuture<>();
    private boolean reused;
    private boolean answered;
    private boolean lost;
    private boolean closing;
    /** The server has ended the transaction itself: no RSET is needed. */
    private boolean ended;

    /**
     * @param untilWritten asked right before MAIL is written: zero when it may be, else the time after which to ask
     *     again
     */
    public MailTransaction(
            SmtpConnection connection,
            OutboundMessage message,
            List<EnvelopeRecipient> recipients,
            Supplier<Duration> untilWritten) {
        this.connection = connection;
        this.wire = connection.wire();
        this.timeouts = connection.timeouts();
        this.message = message;
        this.recipients = recipients;
        this.untilWritten = untilWritten;
        this.verdicts = new Verdict[recipients.size()];
    }

    /** May be called on any thread. Fails only because of a bug. */
    public CompletionStage<TransactionResult> run() {
        wire.loop().execute(this::beginWhenAllowed);
        return result;
    }

    private void beginWhenAllowed() {
        try {
            Duration wait = untilWritten.get();
            if (wait.isZero()) {
                begin();
            } else {
                var unused = wire.loop().schedule(this::beginWhenAllowed, wait.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (RuntimeException bug) {
            wire.close();
            result.completeExceptionally(bug);
        }
    }

    private void begin() {
        reused = connection.beginTransaction();
        var unmet = Demands.unmet(message, recipients, connection);
        if (unmet.isPresent()) {
            ended = true;
            decideRest(unmet.get());
            finish();
            return;
        }
        EnvelopeCommands commands = new EnvelopeCommands(message, connection.offer());
        CompletableFuture<Void> done = connection.offer().pipelining() ? pipelined(commands) : inTurn(commands);
        done.whenComplete((nothing, bug) -> {
            if (bug == null) {
                finish();
            } else {
                wire.close();
                result.completeExceptionally(bug);
            }
        });
    }

    /** RFC 2920: sends all commands at once, and reads the replies when the last has arrived. */
    private CompletableFuture<Void> pipelined(EnvelopeCommands commands) {
        CompletableFuture<ServerReply> mail = wire.command(commands.mail(), timeouts.mail());
        List<CompletableFuture<ServerReply>> rcpts = new ArrayList<>(recipients.size());
        for (EnvelopeRecipient recipient : recipients) {
            rcpts.add(wire.command(commands.recipient(recipient), timeouts.recipient()));
        }
        CompletableFuture<ServerReply> data = wire.send("DATA", timeouts.data());
        return data.handle((reply, fault) -> {
                    // Replies come in order: when the last future is complete, all are.
                    mailAnswered(mail);
                    for (int i = 0; i < rcpts.size(); i++) {
                        recipientAnswered(i, rcpts.get(i));
                    }
                    return dataAnswered(data);
                })
                .thenCompose(next -> next);
    }

    /** One command at a time, for servers without pipelining. */
    private CompletableFuture<Void> inTurn(EnvelopeCommands commands) {
        CompletableFuture<ServerReply> mail = wire.send(commands.mail(), timeouts.mail());
        return mail.handle((reply, fault) -> {
                    mailAnswered(mail);
                    return anyUndecided() ? recipientInTurn(commands, 0) : nothing();
                })
                .thenCompose(next -> next);
    }

    private CompletableFuture<Void> recipientInTurn(EnvelopeCommands commands, int index) {
        CompletableFuture<ServerReply> rcpt =
                wire.send(commands.recipient(recipients.get(index)), timeouts.recipient());
        return rcpt.handle((reply, fault) -> {
                    recipientAnswered(index, rcpt);
                    boolean last = index + 1 == recipients.size();
                    return last ? dataInTurn() : recipientInTurn(commands, index + 1);
                })
                .thenCompose(next -> next);
    }

    private CompletableFuture<Void> dataInTurn() {
        if (!anyUndecided()) {
            return nothing();
        }
        CompletableFuture<ServerReply> data = wire.send("DATA", timeouts.data());
        return data.handle((reply, fault) -> dataAnswered(data)).thenCompose(next -> next);
    }

    private void mailAnswered(CompletableFuture<ServerReply> mail) {
        Verdict refusal = refusal(Phase.MAIL, mail);
        if (refusal != null) {
            ended = !mail.isCompletedExceptionally();
            decideRest(refusal);
        }
    }

    private void recipientAnswered(int index, CompletableFuture<ServerReply> rcpt) {
        Verdict refusal = refusal(Phase.RCPT, rcpt);
        if (refusal != null && verdicts[index] == null) {
            verdicts[index] = refusal;
        }
    }

    private CompletableFuture<Void> dataAnswered(CompletableFuture<ServerReply> data) {
        if (data.isCompletedExceptionally()) {
            decideRest(broken(Phase.DATA, data.exceptionNow(), true));
            return nothing();
        }
        ServerReply reply = data.join();
        if (reply.code() == 354) {
            return anyUndecided() ? sendContent() : sendLoneDot();
        }
        if (reply.isSuccess()) {
            outOfStep();
        }
        decideRest(refused(Phase.DATA, reply));
        return nothing();
    }

    private CompletableFuture<Void> sendContent() {
        ContentWriter content = new ContentWriter(wire, message.content(), timeouts);
        return content.write().handle((reply, fault) -> {
            ended = true;
            if (reply == null) {
                // This host may have accepted the message without a reply, and another would deliver it a second time.
                decideRest(broken(Phase.END_OF_DATA, fault, !content.mayHaveArrived()));
            } else if (reply.isSuccess()) {
                decideRest(Verdict.said(Phase.END_OF_DATA, reply));
            } else {
                decideRest(refused(Phase.END_OF_DATA, reply));
            }
            return null;
        });
    }

    /**
     * RFC 2920 section 3.1: a server may answer 354 although it has refused every recipient. The content is then empty.
     */
    private CompletableFuture<Void> sendLoneDot() {
        return wire.send(".", timeouts.endOfData()).handle((reply, fault) -> {
            ended = true;
            return null;
        });
    }

    private @Nullable Verdict refusal(Phase phase, CompletableFuture<ServerReply> answer) {
        if (answer.isCompletedExceptionally()) {
            return broken(phase, answer.exceptionNow(), true);
        }
        ServerReply reply = answer.join();
        answered |= !reply.isClosing();
        closing |= reply.isClosing();
        return reply.isSuccess() ? null : refused(phase, reply);
    }

    /** An unexpected 3xx isn't a reply to the mail; the connection is out of sync. */
    private Verdict refused(Phase phase, ServerReply reply) {
        if (reply.code() >= 400) {
            return Verdict.said(phase, reply);
        }
        outOfStep();
        return Verdict.own(
                phase,
                ResponseClass.PROTOCOL_ERROR,
                451,
                "4.5.0",
                "Remote server gave an answer out of place: " + reply);
    }

    private void outOfStep() {
        wire.close();
    }

    private Verdict broken(Phase phase, Throwable fault, boolean elsewhere) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof WireException broken) {
            lost |= broken.kind() == WireException.Kind.LOST;
            return new Verdict(phase, broken.reply(), elsewhere && broken.isOfServer());
        }
        throw new IllegalStateException("a conversation broke for no known reason", cause);
    }

    private boolean anyUndecided() {
        return Arrays.stream(verdicts).anyMatch(verdict -> verdict == null);
    }

    private void decideRest(Verdict verdict) {
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] == null) {
                verdicts[i] = verdict;
            }
        }
    }

    /** Resets a transaction that the server hasn't ended, before the connection is used for another. */
    private void finish() {
        if (ended || !wire.isOpen()) {
            complete();
            return;
        }
        wire.send("RSET", timeouts.quit()).whenComplete((reply, fault) -> {
            if (reply == null || !reply.isSuccess()) {
                wire.close();
            }
            complete();
        });
    }

    private void complete() {
        List<Verdict> all = new ArrayList<>(verdicts.length);
        for (Verdict verdict : verdicts) {
            all.add(Objects.requireNonNull(verdict));
        }
        result.complete(new TransactionResult(all, reused && !answered && (lost || closing)));
    }

    private static CompletableFuture<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }
}
