package org.sluicemta.smtp.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.limit.Subject;
import org.sluicemta.smtp.policy.ExceededLimit;

/** What a session is counted for: its place among the connections, commands without sense, and failed logins. */
public final class SessionCounters {
    private final List<Subject> handshake = new ArrayList<>();
    private final List<Subject> connection = new ArrayList<>();
    private final List<Subject> login = new ArrayList<>();
    private int badCommands;
    private int idleCommands;
    private int failedLogins;
    private @Nullable ExceededLimit loginLimit;

    /** Whose handshake it is while it lasts. */
    public List<Subject> handshake() {
        return handshake;
    }

    /** The address and network that the connection is counted for. */
    public List<Subject> connection() {
        return connection;
    }

    /** The credential and tenant that the connection is counted for. */
    public List<Subject> login() {
        return login;
    }

    /** The limit of connections that the login exceeded, or null. */
    public @Nullable ExceededLimit loginLimit() {
        return loginLimit;
    }

    public void loginLimit(@Nullable ExceededLimit limit) {
        loginLimit = limit;
    }

    /** One more command without sense; how many there are. */
    public int badCommand() {
        return ++badCommands;
    }

    /** One more command that brings no mail nearer; how many there are. */
    public int idleCommand() {
        return ++idleCommands;
    }

    /** One more failed login; how many there are. */
    public int failedLogin() {
        return ++failedLogins;
    }

    /** A message was accepted: what was counted before is forgotten. */
    public void delivered() {
        badCommands = 0;
        idleCommands = 0;
    }
}
