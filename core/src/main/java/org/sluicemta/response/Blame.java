package org.sluicemta.response;

/** Whose fault a reply is. Only RECIPIENT ever leads to suppression. */
public enum Blame {
    RECIPIENT,
    TENANT,
    SOURCE,
    SITE,
    CONTENT
}
