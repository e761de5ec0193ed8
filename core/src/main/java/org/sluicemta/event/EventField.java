package org.sluicemta.event;

/**
 * The fields of an event in JSON, in the order they are written. Names are stable. Unknown fields are left out. The
 * reference page is generated from this list.
 */
public enum EventField {
    EVENT_ID(
            "event_id",
            "string",
            "Unique, ascending in the order of the file; evidence of a suppression points to it."),
    TYPE("type", "string", "What happened: one of the types below."),
    AT("at", "time", "When, UTC with milliseconds: `2026-11-22T12:00:00.000Z`."),
    MESSAGE_ID("message_id", "string", "Queue id, as the client was told it."),
    PARENT_ID("parent_id", "string", "Queue id of the original, when a mailet made this message."),
    TENANT("tenant", "string", "Whose mail it is."),
    STREAM("stream", "string", "Kind of mail."),
    CAMPAIGN("campaign", "string", "The tenant's name for the mailing it belongs to."),
    POOL("pool", "string", "Pool it is sent from."),
    SOURCE("source", "string", "Name of the source, once one was chosen."),
    SITE("site", "string", "Receiving site."),
    LANE("lane", "string", "Queue that it is or was in."),
    SENDER("sender", "string", "Envelope sender; empty for the null sender."),
    RECIPIENT("recipient", "string", "Envelope recipient."),
    CLIENT_IP("client_ip", "string", "Address of the client that brought it."),
    HELO("helo", "string", "What the client called itself in EHLO or HELO."),
    LISTENER("listener", "string", "Listener that took it."),
    CREDENTIAL("credential", "string", "User name that authenticated."),
    CLIENT_TLS("client_tls", "boolean", "Whether the client's connection was encrypted."),
    BYTES("bytes", "number", "Size of the content, octets."),
    MESSAGE_ID_FIELD("message_id_field", "string", "Message-ID field of the message, as the client wrote it."),
    TIMES("times", "number", "Number of refusals of a client that the event sums up; left out for one."),
    ATTEMPT("attempt", "number", "Number of the delivery attempt, from 1."),
    REMOTE_HOST("remote_host", "string", "Host name of the remote server."),
    REMOTE_IP("remote_ip", "string", "Its address and port: `192.0.2.1:25`."),
    TLS("tls", "string", "Protocol and cipher of the delivery; left out without TLS."),
    TLS_POLICY(
            "tls_policy",
            "string",
            "What decided on TLS: the setting `none`, `opportunistic`, `required` or `verified`, or the recipient domain's"
                    + " policy, `mta-sts` with its id, `dane` or `dane-unusable`; or `handshake-failed`, where opportunistic TLS failed with"
                    + " this address in the last half hour, so mail went in plain text."),
    STARTED("started", "time", "When the attempt began."),
    DURATION_MS("duration_ms", "number", "How long it took, milliseconds."),
    SMTP_CODE("smtp_code", "number", "Reply code: the remote server's, or in `Rejected` ours to the client."),
    ENHANCED_STATUS("enhanced_status", "string", "RFC 3463 code of the reply, or of the `fault`."),
    SMTP_REPLY("smtp_reply", "string", "Text of the reply, at most 2,000 characters."),
    FAULT(
            "fault",
            "string",
            "What went wrong when no server replied: a timeout, a refused connection, no such domain."
                    + " Then there is no `smtp_code` and no `smtp_reply`."),
    CLASS("class", "string", "What the reply means, from responses.xml."),
    NEXT_ATTEMPT("next_attempt", "time", "When a deferred message is tried again."),
    KIND(
            "kind",
            "string",
            "What came back: `bounce`, `complaint`, `auto-reply`, `delay`, `carried`, `tls-report`, `none`; how a recipient"
                    + " unsubscribed: `one-click`, `unsubscribe-page`, `unsubscribe-mail`; or why one is suppressed; `discarded`."),
    STATUS("status", "string", "RFC 3463 code in the report."),
    DIAGNOSTIC(
            "diagnostic",
            "string",
            "What the report quotes, or the evidence for a suppression; at most 2,000 characters."),
    REPORTING_MTA("reporting_mta", "string", "Who sent the report."),
    FEEDBACK_TYPE("feedback_type", "string", "RFC 5965 type of a complaint."),
    REPORTER(
            "reporter",
            "string",
            "Who vouches for a complaint: the recipient's site, which signed it, or a source in `<guard>`. Left out"
                    + " when nobody does; the guard then ignores the complaint."),
    SUPPRESSED("suppressed", "boolean", "Whether it suppressed the recipient."),
    POLICY_TYPE(
            "policy_type", "string", "Policy that a TLS report is about: `sts`, `tlsa`, `no-policy-found` or `other`."),
    POLICY_DOMAIN("policy_domain", "string", "Domain that has the policy."),
    RESULT("result", "string", "How its sessions went: `ok`, a result type of RFC 8460 section 4.3, or `other`."),
    SESSIONS("sessions", "number", "How many sessions went that way."),
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
