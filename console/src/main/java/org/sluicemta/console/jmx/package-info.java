/**
 * The server's MXBeans, and the connector that operators reach them by. The command line and any JMX console stand on the same beans. Start with {@link org.sluicemta.console.jmx.QueuesMXBean}.
 */
@NullMarked
package org.sluicemta.console.jmx;

import org.jspecify.annotations.NullMarked;
