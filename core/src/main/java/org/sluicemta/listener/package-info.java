/**
 * The listeners of {@code smtpserver.xml}, typed. Start with {@link org.sluicemta.listener.ListenerSettings}. {@code
 * server-conf} reads them, {@code smtp} uses them.
 */
@NullMarked
package org.sluicemta.listener;

import org.jspecify.annotations.NullMarked;
