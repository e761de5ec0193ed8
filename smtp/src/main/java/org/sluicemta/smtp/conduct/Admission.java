package org.sluicemta.smtp.conduct;

import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.sluicemta.smtp.policy.ExceededLimit;
import org.sluicemta.smtp.policy.LimitGate;
import org.sluicemta.smtp.policy.LoginBans;
import org.sluicemta.smtp.policy.Subjects;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.SessionCounters;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.tenant.Credential;

/** Admits clients, and counts their connections by address, network, credential and tenant. */
@Singleton
public final class Admission {
    static final Reply BANNED = Reply.of(
                    421, "4.7.0", "Too many failed logins from your address, please try again later")
            .andClose();

    private final LimitGate gate;
    private final LoginBans bans;
    private final Subjects subjects;
    private final Rejections rejections;

    @Inject
    Admission(LimitGate gate, LoginBans bans, Subjects subjects, Rejections rejections) {
        this.gate = gate;
        this.bans = bans;
        this.subjects = subjects;
        this.rejections = rejections;
    }

    /**
     * Counts a TLS handshake before the greeting, until the client is admitted or gone. Without TLS there is no way yet
     * to tell the client that it is refused.
     */
    public Optional<Reply> handshake(SmtpSession session) {
        ExceededLimit excess = countsLater(session)
                ? null
                : gate.handshake(
                        subjects.ofAddress(session.asClient()),
                        session.counters().handshake());
        return refusal(session, excess);
    }

    /** Admits or refuses the client. A login vouched for by a peer counts from here on. */
    public Optional<Reply> admit(SmtpSession session) {
        release(session);
        if (!session.trusted() && bans.isBanned(session.client())) {
            return Optional.of(rejections.record(session, BANNED));
        }
        Optional<Reply> refused = countsLater(session)
                ? Optional.empty()
                : refusal(
                        session,
                        gate.connect(
                                subjects.ofAddress(session.asClient()),
                                session.counters().connection()));
        Credential vouchedFor = session.credential();
        if (refused.isEmpty() && vouchedFor != null) {
            count(session, vouchedFor);
        }
        return refused;
    }

    /** The client has authenticated. */
    public void authenticated(SmtpSession session, Credential as) {
        session.authenticated(as);
        count(session, as);
    }

    /** The connection no longer belongs to the credential. */
    public void loggedOut(SmtpSession session) {
        SessionCounters counters = session.counters();
        gate.disconnect(counters.login());
        counters.loginLimit(null);
    }

    /** Refuses mail because the credential or its tenant has too many connections. */
    public Optional<Reply> loginRefusal(SmtpSession session) {
        return refusal(session, session.counters().loginLimit());
    }

    /** The connection no longer counts. */
    public void release(SmtpSession session) {
        gate.handshakeOver(session.counters().handshake());
        gate.disconnect(session.counters().connection());
        loggedOut(session);
    }

    private void count(SmtpSession session, Credential as) {
        loggedOut(session);
        SessionCounters counters = session.counters();
        counters.loginLimit(gate.connect(Subjects.of(as), counters.login()));
    }

    /** A peer that may represent others is counted once it has named its client. */
    private static boolean countsLater(SmtpSession session) {
        return session.maySpeakForOthers() && session.client().equals(session.peer());
    }

    private Optional<Reply> refusal(SmtpSession session, @Nullable ExceededLimit excess) {
        if (excess == null) {
            return Optional.empty();
        }
        Reply tooMuch = Reply.of(421, "4.7.0", excess.words()).andClose();
        return Optional.of(rejections.record(session, excess, tooMuch));
    }
}
