package org.sluicemta.smtp.session;

import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sluicemta.smtp.chain.ChainTurn;
import org.sluicemta.smtp.reply.Reply;

/** What the connection does next after a line or a message of the client. */
public sealed interface Action {
    /** Answers, and reads on. */
    record Say(Reply reply) implements Action {}

    /** Does something that may block on a thread of its own; the client is not read meanwhile. */
    record Work(Callable<Action> task) implements Action {}

    /**
     * Takes a complete message through the chain, on a thread of the pool; the client is not read meanwhile.
     *
     * @param turn whose time may be over before the task is done
     * @param late what is said then, instead of what the task returns
     */
    record Chain(ChainTurn turn, Callable<Action> task, Supplier<Action> late) implements Action {}

    /** Asks for something (334) that the next line answers. */
    record Ask(Reply prompt, Function<String, Action> answer) implements Action {}

    /** Answers 354 and reads the content of DATA into the transaction. */
    record CollectData(Reply goAhead) implements Action {}

    /**
     * Reads a chunk of BDAT.
     *
     * @param size octets
     * @param then what to do when it is complete
     */
    record CollectChunk(long size, Function<Transaction, Action> then) implements Action {}

    /** Reads octets that belong to a refused BDAT, keeps none of them, and then answers. */
    record Discard(long size, Reply reply) implements Action {}

    /** Answers 220 and starts the handshake. */
    record StartTls(Reply ready) implements Action {}

    /** The client is another one from here on: it is admitted and greeted like a new one. */
    record Greet() implements Action {}

    static Action say(Reply reply) {
        return new Say(reply);
    }
}
