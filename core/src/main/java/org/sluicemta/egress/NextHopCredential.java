package org.sluicemta.egress;

/** User and password for a smarthost. Prints without the password. */
public record NextHopCredential(String user, String password) {
    @Override
    public String toString() {
        return "NextHopCredential[user=" + user + ", password=[REDACTED]]";
    }
}
