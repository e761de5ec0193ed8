/**
 * What was delivered, and which reports about it have counted, for as long as something may come back. Start with {@link
 * org.sluicemta.store.sent.DatabaseSentMailStore}.
 */
@NullMarked
package org.sluicemta.store.sent;

import org.jspecify.annotations.NullMarked;
