/**
 * What can be asked about a report that came in: {@link org.sluicemta.feedback.ReportSigners} says whose DKIM signature it
 * carries. RFC 6376.
 */
@NullMarked
package org.sluicemta.feedback;

import org.jspecify.annotations.NullMarked;
