package org.sluicemta.routes.endpoint;

/**
 * Names of the headers that say what is known of a message. They inform: a route that changes them changes nothing about the
 * mail, except for {@code sluice:mail}, which makes mail of them.
 */
public final class SluiceHeaders {
    /** Id of the message, as in events and in the answer to its client. */
    public static final String ID = "SluiceId";

    public static final String TENANT = "SluiceTenant";
    public static final String STREAM = "SluiceStream";

    /** Envelope sender; empty for the null sender. */
    public static final String SENDER = "SluiceSender";

    /** All recipients, a list of addresses. */
    public static final String RECIPIENTS = "SluiceRecipients";

    /** The recipient, where there is only one. */
    public static final String RECIPIENT = "SluiceRecipient";

    /** Domain of the recipients, where they have one in common. */
    public static final String DOMAIN = "SluiceDomain";

    /** Site of that domain, as far as it is known without asking DNS. */
    public static final String SITE = "SluiceSite";

    /** Octets of the message. */
    public static final String SIZE = "SluiceSize";

    /** Address of the client that sent it, where there is one. */
    public static final String CLIENT = "SluiceClient";

    /** Id of the event. */
    public static final String EVENT_ID = "SluiceEventId";

    /** Its type, {@code Delivered}. */
    public static final String EVENT_TYPE = "SluiceEventType";

    /** What all names begin with. */
    static final String PREFIX = "Sluice";

    private SluiceHeaders() {}
}
