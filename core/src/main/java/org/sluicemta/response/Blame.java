package org.sluicemta.response;

/** Whose fault an answer is. Only RECIPIENT ever leads to suppression. */
public enum Blame {
    RECIPIENT,
    TENANT,
    SOURCE,
    SITE,
    CONTENT
}
