/**
 * The listeners of smtpserver.xml on Netty. A session runs on its event loop without blocking. Blocking work (the
 * chain, password checks) runs on other threads. Start with {@link org.sluicemta.smtp.listener.SmtpListener}, then read
 * {@code ClientConnection} and {@code Conversation}.
 */
@NullMarked
package org.sluicemta.smtp.listener;

import org.jspecify.annotations.NullMarked;
