/**
 * Message content from its first octet to the end of its chain. {@link org.sluicemta.smtp.data.MessageCollector}
 * receives it, {@link org.sluicemta.smtp.data.CollectedContent} is what the chain and the hand-off read, and {@link
 * org.sluicemta.smtp.data.ChainMessage} presents it to mailets. Memory is bounded over all sessions, files are unlinked
 * once open, and unchanged data isn't copied. Start with {@code MessageCollector}.
 */
@NullMarked
package org.sluicemta.smtp.data;

import org.jspecify.annotations.NullMarked;
