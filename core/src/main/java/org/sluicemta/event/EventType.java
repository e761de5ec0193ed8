package org.sluicemta.event;

/** Everything that can happen to mail. The list is closed and the names are stable. */
public enum EventType {
    RECEIVED("Received", "Accepted: committed to the broker, and the client got 250."),
    REPEATED("Repeated", "Accepted with the idempotency key of an earlier message; not sent again."),
    REJECTED("Rejected", "Refused during SMTP or by the chain; nothing was queued."),
    SUPPRESSED("Suppressed", "A recipient was dropped because of a suppression entry."),
    DISCARDED(
            "Discarded",
            "A mailet or a route removed the recipient: dropped it, stored the mail in a folder, or replied with other mail."),
    COPIED("Copied", "A mailet or a route created a message from another one, which `parent_id` names."),
    QUEUED("Queued", "One outbound message is in its lane."),
    DELIVERED("Delivered", "The remote server accepted it."),
    DEFERRED("Deferred", "It will be retried."),
    BOUNCED("Bounced", "The remote server refused it permanently during delivery."),
    EXPIRED("Expired", "It expired before it could be delivered."),
    REMOTE_BOUNCE("RemoteBounce", "A bounce message came back later."),
    COMPLAINT("Complaint", "A recipient complained, according to a feedback loop."),
    UNSUBSCRIBED("Unsubscribed", "A recipient unsubscribed."),
    RETURNED("Returned", "Mail to the bounce domain that isn't a relevant report."),
    TLS_REPORTED(
            "TlsReported",
            "A sender reported how TLS went with our own hosts (RFC 8460): one event for each policy and result."),
    CANCELLED("Cancelled", "An operator removed it from a queue."),
    STREAM_PAUSED("StreamPaused", "The guard paused a tenant's stream; `diagnostic` says why and how to resume it."),
    STREAM_RESUMED("StreamResumed", "Someone resumed a stream that the guard had paused; its figures start at zero.");

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
