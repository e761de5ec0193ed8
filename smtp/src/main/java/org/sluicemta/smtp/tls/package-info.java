/**
 * TLS of the listeners, from PEM files that are loaded again when they change. Start with
 * {@link org.sluicemta.smtp.tls.ServerTls}. RFC 3207, RFC 8314.
 */
@NullMarked
package org.sluicemta.smtp.tls;

import org.jspecify.annotations.NullMarked;
