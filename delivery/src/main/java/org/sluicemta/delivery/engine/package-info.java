/**
 * The way out as one thing to start, stop and ask: {@link org.sluicemta.delivery.engine.QueueEngine}. Start reading here, then
 * go to {@link org.sluicemta.delivery.site.SiteLoops}.
 */
@NullMarked
package org.sluicemta.delivery.engine;

import org.jspecify.annotations.NullMarked;
