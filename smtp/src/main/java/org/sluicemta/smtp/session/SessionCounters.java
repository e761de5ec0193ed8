package org.sluicemta.smtp.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.limit.Subject;
import org.sluicemta.smtp.policy.ExceededLimit;

/** The counters of a session: its place among the connections, bad commands, and failed logins. */
public final class SessionCounters {
    private final List<Subject> handshake = new ArrayList<>();
    private final List<Subject> connection = new ArrayList<>();
    private final List<Subject> login = new ArrayList<>();
    private int badCommands;
    private int idleCommands;
    private int failedLogins;
    private @Nullable ExceededLimit loginLimit;

    /** The subjects of its TLS handshake while that lasts. */
    public List<Subject> handshake() {
        return handshake;
    }

    /** The address and network the connection is counted for. */
    public List<Subject> connection() {
        return connection;
    }

    /** The credential and tenant the connection is counted for. */
    public List<Subject> login() {
        return login;
    }

    /** The connection limit that the login exceeded, or null. */
    public @Nullable ExceededLimit loginLimit() {
        return loginLimit;
    }

    public void loginLimit(@Nullable ExceededLimit limit) {
        loginLimit = limit;
    }

    /** Counts a bad command; returns the total. */
    public int badCommand() {
        return ++badCommands;
    }

    /** Counts a command that makes no progress; returns the total. */
    public int idleCommand() {
        return ++idleCommands;
    }

    /** Counts a failed login; returns the total. */
    public int failedLogin() {
        return ++failedLogins;
    }

    /** A message was accepted: earlier counts are cleared. */
    public void delivered() {
        badCommands = 0;
        idleCommands = 0;
    }
}
