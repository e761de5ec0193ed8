package org.sluicemta.egress;

import java.time.Instant;
import java.util.Map;

/**
 * Keeps over a restart which hosts get mail in plain text because a TLS handshake failed. All methods block, and throw an
 * unchecked exception of the store when it can't be reached. Thread-safe.
 */
public interface ClearOnlyStore {
    /** By address and port, {@code 192.0.2.1:25} or {@code [2001:db8::1]:25}, until when; without those whose time is over. */
    Map<String, Instant> load();

    /** Adds these, or gives them another time. */
    void keep(Map<String, Instant> hosts);
}
