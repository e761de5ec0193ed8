/**
 * The state of a conversation, and nothing that decides: {@link org.sluicemta.smtp.session.SmtpSession} lasts as long as the connection, a
 * {@link org.sluicemta.smtp.session.Transaction} from MAIL to the end of its content. Commands answer with an
 * {@link org.sluicemta.smtp.session.Action}; who carries it out is the listener's business, so nothing here knows a
 * socket.
 */
@NullMarked
package org.sluicemta.smtp.session;

import org.jspecify.annotations.NullMarked;
