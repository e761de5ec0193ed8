/**
 * Questions about an incoming report: {@link org.sluicemta.feedback.ReportSigners} says whose DKIM signatures it
 * carries. RFC 6376.
 */
@NullMarked
package org.sluicemta.feedback;

import org.jspecify.annotations.NullMarked;
