/**
 * The mailet chain: James's mailetcontainer.xml, mailets and matchers. They run inline on one thread, without the
 * logging context, timers and listeners that James puts around every step. Start with {@link
 * org.sluicemta.smtp.chain.MailetChain}. Two rules deliberately differ from James. An error propagates to the client
 * unless the configuration says otherwise. A mail that no mailet took is an error instead of a log line.
 */
@NullMarked
package org.sluicemta.smtp.chain;

import org.jspecify.annotations.NullMarked;
