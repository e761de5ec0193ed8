/**
 * Things that arrive while a test watches. Start with {@link org.sluicemta.testing.event.Arrivals}: a list that
 * threads add to and that a test waits on, so that no test ever sleeps. The sink, the mailbox and the recording
 * event log are all built on it. For what tells nobody there is {@link org.sluicemta.testing.event.Waiting}.
 */
@NullMarked
package org.sluicemta.testing.event;

import org.jspecify.annotations.NullMarked;
