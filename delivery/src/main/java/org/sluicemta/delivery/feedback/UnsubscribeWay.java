package org.sluicemta.delivery.feedback;

/** How a recipient unsubscribed. */
public enum UnsubscribeWay {
    /** With the mailbox provider's button, RFC 8058. */
    ONE_CLICK("one-click"),
    /** With the button on our own page. */
    PAGE("unsubscribe-page"),
    /** With a mail to the address in List-Unsubscribe, RFC 2369. */
    MAIL("unsubscribe-mail");

    private final String label;

    UnsubscribeWay(String label) {
        this.label = label;
    }

    /** The event's kind and the suppression's source. */
    public String label() {
        return label;
    }
}
