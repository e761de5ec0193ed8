/**
 * Reports of other senders about the TLS of our own hosts, as they arrive by mail. Start with {@link
 * org.sluicemta.bounce.tlsreport.TlsReportReader}. RFC 8460 sections 4 and 5.3.
 */
@NullMarked
package org.sluicemta.bounce.tlsreport;

import org.jspecify.annotations.NullMarked;
