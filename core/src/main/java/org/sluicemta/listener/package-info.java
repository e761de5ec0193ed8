/**
 * What {@code smtpserver.xml} says of a listener, typed. Start with {@link org.sluicemta.listener.ListenerSettings}. Read by
 * {@code server-conf}, used by {@code smtp}.
 */
@NullMarked
package org.sluicemta.listener;

import org.jspecify.annotations.NullMarked;
