package org.sluicemta.event;

/** Everything that can happen to mail. The list is closed; names are stable. */
public enum EventType {
    RECEIVED("Received", "Accepted: committed to the broker, the client was answered 250."),
    REPEATED("Repeated", "Accepted under the key of a message that was accepted before; not sent again."),
    REJECTED("Rejected", "Refused at the door or by the chain; nothing is queued."),
    SUPPRESSED("Suppressed", "A recipient was dropped because of a suppression entry."),
    DISCARDED(
            "Discarded",
            "A mailet of the chain, or a route, took the recipient out: dropped, kept in a folder, or answered by other mail."),
    COPIED("Copied", "A mailet of the chain, or a route, made mail of a message, which `parent_id` names."),
    QUEUED("Queued", "One outbound message is in its lane."),
    DELIVERED("Delivered", "The remote server took it."),
    DEFERRED("Deferred", "It will be tried again."),
    BOUNCED("Bounced", "A remote server refused it for good during delivery."),
    EXPIRED("Expired", "Its time ran out before it could be delivered."),
    REMOTE_BOUNCE("RemoteBounce", "A bounce message came back later."),
    COMPLAINT("Complaint", "A recipient complained, as a feedback loop reports."),
    UNSUBSCRIBED("Unsubscribed", "A recipient unsubscribed."),
    RETURNED("Returned", "Something came to the bounce domain that reports nothing that counts."),
    CANCELLED("Cancelled", "An operator removed it from a queue."),
    STREAM_PAUSED("StreamPaused", "The guard holds a tenant's stream; `diagnostic` says why and how to let it go on."),
    STREAM_RESUMED("StreamResumed", "A person let a stream go on that the guard held; its figures start anew.");

    private final String label;
    private final String meaning;

    EventType(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** The name in the JSON form. */
    public String label() {
        return label;
    }

    /** A sentence for the reference page. */
    public String meaning() {
        return meaning;
    }
}
