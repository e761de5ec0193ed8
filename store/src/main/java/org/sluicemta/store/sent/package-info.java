/**
 * What was delivered, and which reports about it were counted, for as long as a report may come back. Start with {@link
 * org.sluicemta.store.sent.DatabaseSentMailStore}.
 */
@NullMarked
package org.sluicemta.store.sent;

import org.jspecify.annotations.NullMarked;
