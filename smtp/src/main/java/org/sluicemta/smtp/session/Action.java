package org.sluicemta.smtp.session;

import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sluicemta.smtp.chain.ChainTurn;
import org.sluicemta.smtp.reply.Reply;

/** What the connection does next, after a line or a message from the client. */
public sealed interface Action {
    /** Replies and continues reading. */
    record Say(Reply reply) implements Action {}

    /** Runs work that may block on another thread. Nothing is read from the client until it ends. */
    record Work(Callable<Action> task) implements Action {}

    /**
     * Runs a complete message through the chain, on a pool thread. Nothing is read from the client until it ends.
     *
     * @param turn the turn, which may expire before the task is done
     * @param late the reply in that case, instead of the task's result
     */
    record Chain(ChainTurn turn, Callable<Action> task, Supplier<Action> late) implements Action {}

    /** Prompts with 334; the next line is the answer. */
    record Ask(Reply prompt, Function<String, Action> answer) implements Action {}

    /** Replies 354 and reads the content of DATA into the transaction. */
    record CollectData(Reply goAhead) implements Action {}

    /**
     * Reads a chunk of BDAT.
     *
     * @param size octets
     * @param then what to do when it is complete
     */
    record CollectChunk(long size, Function<Transaction, Action> then) implements Action {}

    /** Reads and discards the octets of a refused BDAT, then replies. */
    record Discard(long size, Reply reply) implements Action {}

    /** Replies 220 and starts the handshake. */
    record StartTls(Reply ready) implements Action {}

    /** The client is another one from here on: it is admitted and greeted like a new one. */
    record Greet() implements Action {}

    static Action say(Reply reply) {
        return new Say(reply);
    }
}
