package org.sluicemta.mail;

/** When a recipient's delivery status is wanted, RFC 3461 section 4.1. An empty set means the client didn't say. */
public enum DsnNotify {
    NEVER,
    SUCCESS,
    FAILURE,
    DELAY
}
