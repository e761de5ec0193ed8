/**
 * The closed list of things that happen to mail. {@link org.sluicemta.event.EventLog} records them and {@link
 * org.sluicemta.event.EventReader} reads them back. Start with {@link org.sluicemta.event.Event}.
 */
@NullMarked
package org.sluicemta.event;

import org.jspecify.annotations.NullMarked;
