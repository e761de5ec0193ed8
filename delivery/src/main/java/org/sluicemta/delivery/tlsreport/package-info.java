/**
 * Reports about TLS to the domains that publish policies: when they are due, where they go, and sending them by mail or
 * HTTPS. Start with {@link org.sluicemta.delivery.tlsreport.TlsReportSender}. RFC 8460.
 */
@NullMarked
package org.sluicemta.delivery.tlsreport;

import org.jspecify.annotations.NullMarked;
