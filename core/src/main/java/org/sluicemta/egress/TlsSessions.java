package org.sluicemta.egress;

/** Where TLS sessions are counted for reports to the domains that publish policies. Never blocks. Thread-safe. */
public interface TlsSessions {
    void count(TlsSession session);
}
