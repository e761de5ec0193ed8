/**
 * The hands of the schedules: {@link org.sluicemta.delivery.site.SiteLoops} has a loop for each pool and site with mail, and its
 * {@link org.sluicemta.delivery.site.SiteRunner} offers what the broker pushes to a
 * {@link org.sluicemta.delivery.schedule.SiteSchedule} and does what that decides. Outcomes are settled in batches; a message
 * is acknowledged only in the transaction that holds all that follows from its outcome.
 */
@NullMarked
package org.sluicemta.delivery.site;

import org.jspecify.annotations.NullMarked;
