/** What a metric is, independent of the library that counts it. Start with {@link org.sluicemta.metric.Metric}. */
@NullMarked
package org.sluicemta.metric;

import org.jspecify.annotations.NullMarked;
