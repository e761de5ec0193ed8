/**
 * What a metric is, whatever library counts it. Start with {@link org.sluicemta.metric.Metric}.
 */
@NullMarked
package org.sluicemta.metric;

import org.jspecify.annotations.NullMarked;
