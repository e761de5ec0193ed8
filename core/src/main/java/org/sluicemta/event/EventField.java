package org.sluicemta.event;

/**
 * The fields of an event's JSON form, in the order they are written. Names are stable; a field that is not known is left
 * out. The reference page is made from this list.
 */
public enum EventField {
    EVENT_ID(
            "event_id",
            "string",
            "Unique, ascending in the order of the file; evidence of a suppression points to it."),
    TYPE("type", "string", "What happened: one of the types below."),
    AT("at", "time", "When, UTC with milliseconds: `2026-11-22T12:00:00.000Z`."),
    MESSAGE_ID("message_id", "string", "Queue id, as the client was told it."),
    PARENT_ID("parent_id", "string", "Queue id of the message that this one was made about by a mailet."),
    TENANT("tenant", "string", "Whose mail it is."),
    STREAM("stream", "string", "Kind of mail."),
    POOL("pool", "string", "Pool it leaves by."),
    SOURCE("source", "string", "Source address's name, once one was chosen."),
    SITE("site", "string", "Receiving site."),
    LANE("lane", "string", "Queue it waits or waited in."),
    SENDER("sender", "string", "Envelope sender; empty for the null sender."),
    RECIPIENT("recipient", "string", "Envelope recipient."),
    CLIENT_IP("client_ip", "string", "Address of the client that brought it."),
    HELO("helo", "string", "What the client called itself in EHLO or HELO."),
    LISTENER("listener", "string", "Listener that took it."),
    CREDENTIAL("credential", "string", "User name that authenticated."),
    CLIENT_TLS("client_tls", "boolean", "Whether the client's connection was encrypted."),
    BYTES("bytes", "number", "Size of the content, octets."),
    TIMES("times", "number", "How many refusals of a client an event stands for that sums them; left out for one."),
    ATTEMPT("attempt", "number", "Number of the delivery attempt, from 1."),
    REMOTE_HOST("remote_host", "string", "Host name of the server spoken to."),
    REMOTE_IP("remote_ip", "string", "Its address and port: `192.0.2.1:25`."),
    TLS("tls", "string", "Protocol and cipher of the delivery; left out in clear."),
    STARTED("started", "time", "When the attempt began."),
    DURATION_MS("duration_ms", "number", "How long it took, milliseconds."),
    SMTP_CODE("smtp_code", "number", "Code of the answer: the remote server's, or ours to the client in `Rejected`."),
    ENHANCED_STATUS("enhanced_status", "string", "RFC 3463 code of the answer, or of the `fault`."),
    SMTP_REPLY("smtp_reply", "string", "Text of the answer, at most 2,000 characters."),
    FAULT(
            "fault",
            "string",
            "What this server found out itself where no server answered: a time-out, a refused connection, no such domain."
                    + " Then there is no `smtp_code` and no `smtp_reply`."),
    CLASS("class", "string", "What the answer means, from responses.xml."),
    NEXT_ATTEMPT("next_attempt", "time", "When a deferred message is tried again."),
    KIND(
            "kind",
            "string",
            "What came back: `bounce`, `complaint`, `auto-reply`, `delay`, `carried`, `none`; how a recipient"
                    + " unsubscribed: `one-click`, `unsubscribe-page`, `unsubscribe-mail`; or why one is suppressed; `discarded`."),
    STATUS("status", "string", "RFC 3463 code that a report gives."),
    DIAGNOSTIC(
            "diagnostic",
            "string",
            "What a report quotes, or the evidence of a suppression; at most 2,000 characters."),
    REPORTING_MTA("reporting_mta", "string", "Who made the report."),
    FEEDBACK_TYPE("feedback_type", "string", "RFC 5965 type of a complaint."),
    REPORTER(
            "reporter",
            "string",
            "Who vouches for a complaint: the recipient's site, which signed it, or a source of `<guard>`; left out"
                    + " where nobody does, and the guard does not count it."),
    SUPPRESSED("suppressed", "boolean", "Whether the recipient is suppressed because of it."),
    PROCESSOR("processor", "string", "Processor of the chain in which a recipient was discarded."),
    MAILET("mailet", "string", "Mailet that discarded it.");

    private final String label;
    private final String kind;
    private final String meaning;

    EventField(String label, String kind, String meaning) {
        this.label = label;
        this.kind = kind;
        this.meaning = meaning;
    }

    /** The name in the JSON form. */
    public String label() {
        return label;
    }

    /** {@code string}, {@code number}, {@code boolean} or {@code time}. */
    public String kind() {
        return kind;
    }

    /** A sentence for the reference page. */
    public String meaning() {
        return meaning;
    }
}
