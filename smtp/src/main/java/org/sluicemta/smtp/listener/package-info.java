/**
 * The listeners of smtpserver.xml on Netty. {@link org.sluicemta.smtp.listener.SmtpListener} is a James SMTP server whose
 * network side is ours: a session runs on its event loop without blocking, and what blocks (the chain, password checks)
 * runs on virtual threads. Start reading with {@code SmtpConnection} and {@code Conversation}.
 */
@NullMarked
package org.sluicemta.smtp.listener;

import org.jspecify.annotations.NullMarked;
