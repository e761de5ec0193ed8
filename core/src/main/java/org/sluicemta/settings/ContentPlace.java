package org.sluicemta.settings;

/** Where the content of queued messages is kept, once each. */
public enum ContentPlace {
    /** In files below this server's data directory. No other server can read them. */
    FILES,
    /** In the database, which all servers on a broker share. */
    DATABASE
}
