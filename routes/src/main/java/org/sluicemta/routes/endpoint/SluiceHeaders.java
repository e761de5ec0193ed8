package org.sluicemta.routes.endpoint;

/**
 * Names of the headers with what is known about a message. They are only for information: changing them doesn't change
 * the mail, except with {@code sluice:mail}, which creates mail from them.
 */
public final class SluiceHeaders {
    /** Id of the message, as in events and in the reply to its client. */
    public static final String ID = "SluiceId";

    public static final String TENANT = "SluiceTenant";
    public static final String STREAM = "SluiceStream";

    /** Campaign that the mail belongs to, if there is one. */
    public static final String CAMPAIGN = "SluiceCampaign";

    /** Until when its campaign is to be delivered, if it says so: {@code 2026-11-22T18:00:00Z}. */
    public static final String DELIVER_UNTIL = "SluiceDeliverUntil";

    /** Envelope sender; empty for the null sender. */
    public static final String SENDER = "SluiceSender";

    /** All recipients, a list of addresses. */
    public static final String RECIPIENTS = "SluiceRecipients";

    /** The recipient, if there is only one. */
    public static final String RECIPIENT = "SluiceRecipient";

    /** Domain of the recipients, if they have one in common. */
    public static final String DOMAIN = "SluiceDomain";

    /** Site of that domain, if it's known without asking DNS. */
    public static final String SITE = "SluiceSite";

    /** Octets of the message. */
    public static final String SIZE = "SluiceSize";

    /** Address of the client that sent it, if there is one. */
    public static final String CLIENT = "SluiceClient";

    /** Id of the event. */
    public static final String EVENT_ID = "SluiceEventId";

    /** Its type, {@code Delivered}. */
    public static final String EVENT_TYPE = "SluiceEventType";

    /** The prefix of all names. */
    static final String PREFIX = "Sluice";

    private SluiceHeaders() {}
}
