package org.sluicemta.settings;

import java.io.IOException;

/** An address that can't be listened on. The message says what wanted to, where, why not, and what to do. */
public final class ListenFailure extends IOException {
    private static final long serialVersionUID = 1;

    /** @param what would listen: {@code HTTP}, {@code listener relay} */
    public ListenFailure(String what, Endpoint wanted, Throwable cause) {
        super(
                what + " cannot listen on " + wanted.address() + ":" + wanted.port() + ": " + reason(cause) + ". "
                        + remedy(wanted, reason(cause)),
                cause);
    }

    /** The operating system's message is the innermost cause. */
    private static String reason(Throwable cause) {
        Throwable deepest = cause;
        for (Throwable at = cause; at != null; at = at.getCause()) {
            deepest = at;
        }
        String said = deepest.getMessage();
        return said == null || said.isBlank() ? deepest.toString() : said.strip();
    }

    private static String remedy(Endpoint wanted, String reason) {
        String said = reason.toLowerCase(java.util.Locale.ROOT);
        if (said.contains("already in use") || said.contains("in use")) {
            return "Another program has this port; find it with: ss -ltnp 'sport = :" + wanted.port() + "'";
        }
        if (said.contains("permission denied")) {
            return "Ports below 1024 need a right: AmbientCapabilities=CAP_NET_BIND_SERVICE in the systemd unit";
        }
        if (said.contains("cannot assign")) {
            return "The address must be one of this machine; list them with: ip address";
        }
        return "Check address and port";
    }
}
