/**
 * The state of a conversation, without any decisions. A {@link org.sluicemta.smtp.session.SmtpSession} lasts as long as
 * the connection, a {@link org.sluicemta.smtp.session.Transaction} from MAIL to the end of its content. Commands return
 * an {@link org.sluicemta.smtp.session.Action}, which the listener executes, so nothing here knows a socket. Start with
 * {@code SmtpSession}.
 */
@NullMarked
package org.sluicemta.smtp.session;

import org.jspecify.annotations.NullMarked;
