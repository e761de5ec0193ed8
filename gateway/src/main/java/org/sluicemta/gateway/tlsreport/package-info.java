/**
 * Where reports about TLS go, and sending them over HTTPS. Start with {@link
 * org.sluicemta.gateway.tlsreport.ReportRecord}. RFC 8460 sections 3 and 5.4.
 */
@NullMarked
package org.sluicemta.gateway.tlsreport;

import org.jspecify.annotations.NullMarked;
