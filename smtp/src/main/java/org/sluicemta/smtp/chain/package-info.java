/**
 * The mailet chain: James's mailetcontainer.xml, mailets and matchers, run inline on one thread without the logging
 * context, timers and listeners that James wraps around every step. Start with
 * {@link org.sluicemta.smtp.chain.MailetChain}. Two rules differ from James on purpose: an error propagates to the client
 * unless the configuration names another way, and a mail that nobody took is an error instead of a log line.
 */
@NullMarked
package org.sluicemta.smtp.chain;

import org.jspecify.annotations.NullMarked;
