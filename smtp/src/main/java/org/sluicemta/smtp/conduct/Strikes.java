package org.sluicemta.smtp.conduct;

import java.time.Duration;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.smtp.policy.AbuseLog;
import org.sluicemta.smtp.policy.LoginBans;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.SmtpSession;

/** Counts bad commands, commands that make no progress, and failed logins. Too many end the session. */
@Singleton
public final class Strikes {
    private static final int LONGEST_DELAY_DOUBLINGS = 4;
    /** The same limit as Postfix (smtpd_junk_command_limit). */
    private static final int MOST_IDLE_COMMANDS = 100;

    private final Duration firstDelay;
    private final LoginBans bans;
    private final AbuseLog abuse;
    private final Rejections rejections;

    @Inject
    Strikes(ServerSettings settings, LoginBans bans, AbuseLog abuse, Rejections rejections) {
        this.firstDelay = settings.smtp().limits().logins().delay();
        this.bans = bans;
        this.abuse = abuse;
        this.rejections = rejections;
    }

    /** Counts a bad command; the reply closes the connection when there were too many. */
    public Reply bad(SmtpSession session, Reply reply) {
        if (session.counters().badCommand() < session.listener().limits().badCommands()) {
            return reply;
        }
        abuse.tooManyErrors(session.asClient());
        return rejections.record(session, tooMany("errors"));
    }

    /** Counts a refusal like a bad command if the client may not relay; other clients are limited as tenants. */
    public Reply refused(SmtpSession session, Reply reply) {
        return session.mayRelay() ? reply : bad(session, reply);
    }

    /**
     * Counts a command that makes no progress, if the client may not relay; the reply closes the connection when there
     * were too many.
     */
    public Reply idle(SmtpSession session, Reply reply) {
        return session.mayRelay() || session.counters().idleCommand() <= MOST_IDLE_COMMANDS
                ? reply
                : bad(session, reply);
    }

    /** Counts a failed login. The reply is delayed, and closes the connection when there were too many. */
    public Reply loginFailed(SmtpSession session, Reply reply) {
        int failed = session.counters().failedLogin();
        boolean banned = !session.trusted() && bans.failed(session.client());
        if (banned) {
            abuse.banned(session.asClient());
        }
        boolean last = failed >= session.listener().limits().failedLogins();
        Reply answer = banned ? Admission.BANNED : last ? tooMany("failed logins") : reply;
        return rejections.record(session, answer).after(delay(failed));
    }

    private Duration delay(int failed) {
        return firstDelay.multipliedBy(1L << Math.min(failed - 1, LONGEST_DELAY_DOUBLINGS));
    }

    private static Reply tooMany(String what) {
        return Reply.of(421, "4.7.0", "Too many " + what + ", closing the connection")
                .andClose();
    }
}
