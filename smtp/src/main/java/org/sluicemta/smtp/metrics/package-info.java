/** Metrics of the SMTP server, for /metrics. Start with {@link org.sluicemta.smtp.metrics.FrontDoorMetric}. */
@NullMarked
package org.sluicemta.smtp.metrics;

import org.jspecify.annotations.NullMarked;
