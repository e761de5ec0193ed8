package org.sluicemta.smtp.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.limit.Subject;
import org.sluicemta.smtp.policy.AbuseLog;
import org.sluicemta.smtp.policy.DoorRules;
import org.sluicemta.smtp.policy.ExceededLimit;
import org.sluicemta.smtp.policy.Subjects;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.tenant.Credential;

/** What a session is counted for: its place among the connections, commands without sense, and failed logins. */
final class SessionCounters {
    private static final int LONGEST_DELAY_DOUBLINGS = 4;
    /** As many as Postfix allows (smtpd_junk_command_limit). */
    private static final int MOST_IDLE_COMMANDS = 100;

    private static final Reply BANNED = Reply.of(
                    421, "4.7.0", "Too many failed logins from your address, please try again later")
            .andClose();

    private final SmtpSession session;
    private final List<Subject> handshake = new ArrayList<>();
    private final List<Subject> place = new ArrayList<>();
    private final List<Subject> login = new ArrayList<>();
    private int badCommands;
    private int idleCommands;
    private int failedLogins;
    private @Nullable ExceededLimit loginExcess;

    SessionCounters(SmtpSession session) {
        this.session = session;
    }

    /**
     * Counts a handshake that comes before the greeting, until the client is admitted or gone; the refusal, or null. It
     * cannot be said, for want of TLS to say it in.
     */
    @Nullable
    Reply shakeHands() {
        ExceededLimit excess = countsLater() ? null : rules().gate().handshake(Subjects.ofClient(session), handshake);
        return excess == null ? null : session.limited(excess, tooMuch(excess));
    }

    /** Counts the connection for the address and network it comes from; the refusal, or null. */
    @Nullable
    Reply admit() {
        release();
        if (!session.trusted() && rules().bans().isBanned(session.client())) {
            session.rejected(null, null, BANNED);
            return BANNED;
        }
        if (countsLater()) {
            return null;
        }
        ExceededLimit excess = rules().gate().connect(Subjects.ofClient(session), place);
        return excess == null ? null : session.limited(excess, tooMuch(excess));
    }

    /** A peer that may speak for others is counted once it has said for whom. */
    private boolean countsLater() {
        return session.maySpeakForOthers() && session.client().equals(session.peer());
    }

    private static Reply tooMuch(ExceededLimit excess) {
        return Reply.of(421, "4.7.0", excess.words()).andClose();
    }

    /** Counts the connection for the credential and its tenant, once. */
    void authenticated(Credential as) {
        loggedOut();
        loginExcess = rules().gate().connect(Subjects.of(as), login);
    }

    /** The connection is no longer the credential's. */
    void loggedOut() {
        rules().gate().disconnect(login);
        loginExcess = null;
    }

    /** The refusal of mail because the credential or its tenant has too many connections, or null. */
    @Nullable
    Reply loginRefusal() {
        ExceededLimit excess = loginExcess;
        return excess == null ? null : session.limited(excess, tooMuch(excess));
    }

    /** The connection counts no more. */
    void release() {
        rules().gate().handshakeOver(handshake);
        rules().gate().disconnect(place);
        loggedOut();
    }

    Reply bad(Reply reply) {
        if (++badCommands < session.listener().limits().badCommands()) {
            return reply;
        }
        AbuseLog.tooManyErrors(session);
        Reply end = tooMany("errors");
        session.rejected(null, null, end);
        return end;
    }

    Reply idle(Reply reply) {
        return ++idleCommands <= MOST_IDLE_COMMANDS ? reply : bad(reply);
    }

    void delivered() {
        badCommands = 0;
        idleCommands = 0;
    }

    Reply loginFailed(Reply reply) {
        failedLogins++;
        boolean banned = !session.trusted() && rules().bans().failed(session.client());
        if (banned) {
            AbuseLog.banned(session);
        }
        boolean last = failedLogins >= session.listener().limits().failedLogins();
        Reply answer = banned ? BANNED : last ? tooMany("failed logins") : reply;
        session.rejected(null, null, answer);
        return answer.after(delay());
    }

    private Duration delay() {
        Duration first = rules().settings().limits().logins().delay();
        return first.multipliedBy(1L << Math.min(failedLogins - 1, LONGEST_DELAY_DOUBLINGS));
    }

    private DoorRules rules() {
        return session.door().rules();
    }

    private static Reply tooMany(String what) {
        return Reply.of(421, "4.7.0", "Too many " + what + ", closing the connection")
                .andClose();
    }
}
