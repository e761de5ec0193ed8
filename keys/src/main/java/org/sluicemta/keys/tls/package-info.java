/**
 * Keys and certificates in PEM form, RFC 7468, for whatever listens with TLS: the mail listeners and the web ones. Start
 * with {@link org.sluicemta.keys.tls.PemFiles}.
 */
@NullMarked
package org.sluicemta.keys.tls;

import org.jspecify.annotations.NullMarked;
