package org.sluicemta.smtp.chain;

import java.util.ArrayList;
import java.util.List;
import javax.mail.MessagingException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import org.sluicemta.smtp.data.ChainMessage;

/**
 * One message on its way through the processors, including mails that matchers split off and mails that mailets sent.
 * {@link #close()} frees them after the hand-off commits.
 */
public final class ChainPass implements AutoCloseable {
    private static final int MOST_HOPS = 100;
    private static final int MOST_SENT = 100;
    /** Mail about mail about mail that a mailet sent is a loop, and may double with each round. */
    private static final int LAST_UNCOUNTED_ROUND = 2;

    private static final long MOST_OCTETS_OF_LATER_ROUNDS = 16L * 1024 * 1024;
    private static final ThreadLocal<ChainPass> CURRENT = new ThreadLocal<>();

    private final MailetChain chain;
    private final List<Mail> made = new ArrayList<>();
    private final List<Mail> sent = new ArrayList<>();
    private final Discards discards = new Discards();
    private @Nullable Mail inWork;
    private int hops;
    private int sendings;
    private int round;
    private long octetsOfLaterRounds;

    ChainPass(MailetChain chain) {
        this.chain = chain;
    }

    /** The current thread's pass, or null outside a chain. */
    public static @Nullable ChainPass current() {
        return CURRENT.get();
    }

    /** Runs a mail, and then the mails that mailets sent, through the processors named by their states. */
    public void run(Mail mail) throws MessagingException {
        ChainPass outer = CURRENT.get();
        CURRENT.set(this);
        try {
            enter(mail);
            while (!sent.isEmpty()) {
                round++;
                List<Mail> now = List.copyOf(sent);
                sent.clear();
                for (Mail next : now) {
                    enter(next);
                }
            }
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** The recipients removed by mailets. */
    public Discards discards() {
        return discards;
    }

    /** The mail a mailet is processing at the moment; mail it sends belongs to the same client. */
    public @Nullable Mail inWork() {
        return inWork;
    }

    /** Accepts a mail sent by a mailet. It runs through the chain after the current one. The pass frees it. */
    public void send(Mail mail) throws MessagingException {
        made.add(mail);
        if (round >= LAST_UNCOUNTED_ROUND) {
            octetsOfLaterRounds += mail.getMessageSize();
        }
        if (++sendings > MOST_SENT || octetsOfLaterRounds > MOST_OCTETS_OF_LATER_ROUNDS) {
            throw new ChainFailure("the chain keeps sending mail about mail it sent");
        }
        sent.add(mail);
    }

    /** A copy with the same state, attributes and message, freed by the pass. */
    Mail copy(Mail mail) throws MessagingException {
        MailImpl copy = MailImpl.duplicateWithoutMessage(mail).build();
        made.add(copy);
        copy.setState(mail.getState());
        copy.setMessageNoCopy(ChainMessage.copyOf(mail.getMessage()));
        return copy;
    }

    void enter(Mail mail) throws MessagingException {
        if (++hops > MOST_HOPS) {
            throw new ChainFailure(
                    "processors hand mail " + mail.getName() + " to each other in a loop, last " + mail.getState());
        }
        Mail before = inWork;
        inWork = mail;
        try {
            chain.processor(mail.getState()).service(mail, this);
        } finally {
            inWork = before;
        }
    }

    @Override
    public void close() {
        made.forEach(LifecycleUtil::dispose);
    }
}
