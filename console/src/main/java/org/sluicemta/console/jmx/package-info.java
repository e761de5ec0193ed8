/**
 * The server's MXBeans, and the connector through which operators reach them. The command line and any JMX console use
 * the same beans. Start with {@link org.sluicemta.console.jmx.QueuesMXBean}.
 */
@NullMarked
package org.sluicemta.console.jmx;

import org.jspecify.annotations.NullMarked;
