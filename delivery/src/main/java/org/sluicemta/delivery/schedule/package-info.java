/**
 * Who is next. One {@link org.sluicemta.delivery.schedule.SiteSchedule} for each pool and site decides which of the messages
 * that the broker has pushed leaves now, which is to wait elsewhere, and when a lane may push more. It is pure: it knows no
 * broker, no thread and no clock; what happens is told to it, what is to be done is asked of it. Start at
 * {@link org.sluicemta.delivery.schedule.SiteSchedule}, then {@link org.sluicemta.delivery.schedule.Decision}.
 */
@NullMarked
package org.sluicemta.delivery.schedule;

import org.jspecify.annotations.NullMarked;
