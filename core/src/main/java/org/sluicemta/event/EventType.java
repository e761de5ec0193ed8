package org.sluicemta.event;

/** Everything that can happen to mail. The list is closed; names are stable. */
public enum EventType {
    /** Accepted: committed to the broker, the client was answered 250. */
    RECEIVED("Received"),
    /** Refused at the door or by the chain; nothing queued. */
    REJECTED("Rejected"),
    /** A recipient was dropped because of a suppression entry. */
    SUPPRESSED("Suppressed"),
    /** One outbound message is in its lane. */
    QUEUED("Queued"),
    DELIVERED("Delivered"),
    DEFERRED("Deferred"),
    /** A remote server refused for good during delivery. */
    BOUNCED("Bounced"),
    EXPIRED("Expired"),
    /** A bounce message came back later. */
    REMOTE_BOUNCE("RemoteBounce"),
    COMPLAINT("Complaint"),
    UNSUBSCRIBED("Unsubscribed"),
    /** A message came to the bounce domain that reports nothing that counts: auto-reply, delay, none. */
    RETURNED("Returned"),
    /** An operator removed it from a queue. */
    CANCELLED("Cancelled");

    private final String label;

    EventType(String label) {
        this.label = label;
    }

    /** The name in the JSON form. */
    public String label() {
        return label;
    }
}
