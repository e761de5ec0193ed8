package org.sluicemta.smtp.command;

import org.sluicemta.smtp.reply.Reply;

/** Replies shared by several commands. */
final class Replies {
    static final Reply OK = Reply.of(250, "2.0.0", "Ok");
    static final Reply NEED_HELO = Reply.of(503, "5.5.1", "Say EHLO first");
    static final Reply NEED_MAIL = Reply.of(503, "5.5.1", "Need MAIL before this");
    static final Reply NEED_RCPT = Reply.of(503, "5.5.1", "Need a recipient before this");
    static final Reply NO_ARGUMENT = Reply.of(501, "5.5.4", "This command takes no argument");
    static final Reply NEED_TLS = Reply.of(530, "5.7.0", "Must issue a STARTTLS command first");
    static final Reply NEED_AUTH = Reply.of(530, "5.7.0", "Authentication required");
    static final Reply TRY_LATER = Reply.of(451, "4.3.0", "Message not accepted, please try again later");
    static final Reply NO_STORAGE = Reply.of(452, "4.3.1", "Not enough storage, please try again later");

    private Replies() {}
}
