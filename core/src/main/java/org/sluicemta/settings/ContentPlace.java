package org.sluicemta.settings;

/** Where the content of queued messages is kept, once per message. */
public enum ContentPlace {
    /** In files below this server's data directory, which no other server can read. */
    FILES,
    /** In the database, shared by all servers on a broker. */
    DATABASE
}
