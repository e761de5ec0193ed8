/**
 * TLS for the listeners, from PEM files that are reloaded when they change. Start with {@link
 * org.sluicemta.smtp.tls.ServerTls}. RFC 3207, RFC 8314.
 */
@NullMarked
package org.sluicemta.smtp.tls;

import org.jspecify.annotations.NullMarked;
