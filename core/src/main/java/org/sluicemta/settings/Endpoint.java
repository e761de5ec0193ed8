package org.sluicemta.settings;

/** An address and port to listen on; port 0 takes a free one. */
public record Endpoint(String address, int port) {
    public Endpoint {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be 0 to 65535, got " + port);
        }
    }
}
