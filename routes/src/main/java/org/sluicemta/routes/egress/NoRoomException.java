package org.sluicemta.routes.egress;

/** The disk has no room for all the copies of a message. */
final class NoRoomException extends Exception {
    private static final long serialVersionUID = 1;

    NoRoomException(long octets) {
        super("the disk has no room for " + octets + " octets");
    }
}
