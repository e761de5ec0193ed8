/**
 * The closed list of things that happen to mail, their JSON form, and the durable log they are written to. Start with {@link org.sluicemta.event.Event} and {@link org.sluicemta.event.EventLog}.
 */
@NullMarked
package org.sluicemta.event;

import org.jspecify.annotations.NullMarked;
