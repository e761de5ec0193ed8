package org.sluicemta.delivery.feedback;

/** How a recipient said it. */
public enum UnsubscribeWay {
    /** The mailbox provider's button, RFC 8058. */
    ONE_CLICK("one-click"),
    /** The button of our own page. */
    PAGE("unsubscribe-page"),
    /** A mail to the address in List-Unsubscribe, RFC 2369. */
    MAIL("unsubscribe-mail");

    private final String label;

    UnsubscribeWay(String label) {
        this.label = label;
    }

    /** The kind of the event, and the source of the suppression. */
    public String label() {
        return label;
    }
}
