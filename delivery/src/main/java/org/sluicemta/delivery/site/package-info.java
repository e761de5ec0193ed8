/**
 * Carries out what the schedules decide. {@link org.sluicemta.delivery.site.SiteLoops} has a loop for each pool and
 * site with mail. Its {@link org.sluicemta.delivery.site.OpenLanes} offer what the broker pushes to a {@link
 * org.sluicemta.delivery.schedule.SiteSchedule}, and its {@link org.sluicemta.delivery.site.SiteRunner} does what that
 * decides. Outcomes are settled in batches. A message is acknowledged only in the transaction that contains everything
 * that follows from its outcome. Start with {@code SiteLoops}.
 */
@NullMarked
package org.sluicemta.delivery.site;

import org.jspecify.annotations.NullMarked;
