/**
 * The outbound side, to start, stop and ask as a whole: {@link org.sluicemta.delivery.engine.QueueEngine}. Start here,
 * then go to {@link org.sluicemta.delivery.site.SiteLoops}.
 */
@NullMarked
package org.sluicemta.delivery.engine;

import org.jspecify.annotations.NullMarked;
