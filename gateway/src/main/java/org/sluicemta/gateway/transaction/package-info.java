/**
 * One mail transaction on an open connection: MAIL, RCPT, DATA, pipelined where the server allows it, and a verdict for
 * each recipient. Start with {@link org.sluicemta.gateway.transaction.Transaction}. RFC 5321 section 3.3, RFC 1870,
 * RFC 2920, RFC 3461, RFC 6152, RFC 6531, RFC 6710, RFC 8689.
 */
@NullMarked
package org.sluicemta.gateway.transaction;

import org.jspecify.annotations.NullMarked;
