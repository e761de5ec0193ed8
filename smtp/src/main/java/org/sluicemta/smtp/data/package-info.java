/**
 * The content of a message from its first octet to the end of its chain: {@link org.sluicemta.smtp.data.MessageCollector}
 * takes it in, {@link org.sluicemta.smtp.data.CollectedContent} is what the chain and the hand-off read, and
 * {@link org.sluicemta.smtp.data.ChainMessage} shows it to mailets. Memory is bounded over all sessions together, files
 * have no name once they are open, and nothing is copied that did not change.
 */
@NullMarked
package org.sluicemta.smtp.data;

import org.jspecify.annotations.NullMarked;
