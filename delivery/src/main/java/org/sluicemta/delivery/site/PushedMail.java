package org.sluicemta.delivery.site;

/**
 * What became of purged mail that the broker had pushed already.
 *
 * @param cancelled messages
 * @param tooLate messages that a server may have heard of, so that they go on
 */
record PushedMail(int cancelled, int tooLate) {
    static final PushedMail NONE = new PushedMail(0, 0);
}
