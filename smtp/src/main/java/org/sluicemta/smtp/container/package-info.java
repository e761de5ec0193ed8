/**
 * The server as James's mailets see it: {@link org.sluicemta.smtp.container.ChainMailetContext}, the domains, metrics
 * and files they ask for, and the loaders that create them through the injector. There are no mailboxes and no users
 * behind these interfaces. Start with {@code ChainMailetContext}.
 */
@NullMarked
package org.sluicemta.smtp.container;

import org.jspecify.annotations.NullMarked;
