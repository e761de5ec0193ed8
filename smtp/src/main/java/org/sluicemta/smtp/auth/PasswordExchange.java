package org.sluicemta.smtp.auth;

import org.jspecify.annotations.Nullable;
import org.sluicemta.smtp.policy.LoginBans;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.tenant.PasswordCheck;

/** PLAIN (RFC 4616) and LOGIN: a plain-text password. It is checked on its own thread, because that is slow. */
final class PasswordExchange {
    private final LoginAttempt attempt;
    private final PasswordCheck passwords;
    private final LoginBans bans;

    PasswordExchange(LoginAttempt attempt, PasswordCheck passwords, LoginBans bans) {
        this.attempt = attempt;
        this.passwords = passwords;
        this.bans = bans;
    }

    Action plain(@Nullable String initial) {
        return attempt.initial(initial, text -> {
            // RFC 4616 section 2: [authzid] NUL authcid NUL passwd
            String[] parts = text.split("\0", -1);
            if (parts.length != 3 || parts[1].isEmpty()) {
                return attempt.malformed();
            }
            boolean asAnother = !parts[0].isEmpty() && !parts[0].equals(parts[1]);
            return asAnother ? attempt.failed(parts[1]) : verify(parts[1], parts[2]);
        });
    }

    /** Not standardised, but every old client uses it: two prompts. */
    Action login(@Nullable String initial) {
        return initial == null ? attempt.ask("Username:", this::password) : attempt.initial(initial, this::password);
    }

    private Action password(String user) {
        return attempt.ask("Password:", password -> verify(user, password));
    }

    private Action verify(String user, String password) {
        SmtpSession session = attempt.session();
        if (session.trusted()) {
            return new Action.Work(() -> check(user, password));
        }
        return new Action.Work(() -> {
            if (!bans.awaitCheck(session.client())) {
                return attempt.failed(user);
            }
            try {
                return check(user, password);
            } finally {
                bans.checked(session.client());
            }
        });
    }

    private Action check(String user, String password) {
        return passwords.verify(user, password).map(attempt::succeeded).orElseGet(() -> attempt.failed(user));
    }
}
