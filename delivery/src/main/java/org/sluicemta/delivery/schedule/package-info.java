/**
 * Whose mail is next. There is one {@link org.sluicemta.delivery.schedule.SiteSchedule} per pool and site. It decides
 * which of the pushed messages leaves now, which must wait elsewhere, and when a lane may push more. It is pure: it
 * knows no broker, no thread and no clock. It is told what happens and asked what to do. Start with {@code
 * SiteSchedule}, then {@link org.sluicemta.delivery.schedule.Decision}.
 */
@NullMarked
package org.sluicemta.delivery.schedule;

import org.jspecify.annotations.NullMarked;
