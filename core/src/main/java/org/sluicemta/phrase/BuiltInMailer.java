package org.sluicemta.phrase;

import org.sluicemta.config.Label;

/** A mailer whose reports take more than phrases to read. {@code phrases.xml} only says when each is asked. */
public enum BuiltInMailer {
    GOOGLE_GROUPS,
    AOL,
    SENDMAIL,
    ZOHO,
    GMAIL,
    EXIM,
    YAHOO,
    DRAGONFLY,
    EXCHANGE,
    DOMINO,
    IMAIL,
    INTERMAIL,
    PMDF,
    VERIZON,
    FML,
    PHQUERY,
    SENDMAIL5;

    /** Its name in {@code phrases.xml}. */
    public String label() {
        return Label.of(this);
    }
}
