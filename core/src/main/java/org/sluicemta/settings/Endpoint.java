package org.sluicemta.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** An address and port to listen on; port 0 picks a free one. */
public record Endpoint(String address, int port) {
    public Endpoint {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be 0 to 65535, got " + port);
        }
    }

    /** Whether only this machine can reach it. */
    public boolean staysOnThisMachine() {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // a name that doesn't resolve can't be listened on either
        }
    }
}
