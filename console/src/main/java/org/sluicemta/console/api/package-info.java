/**
 * The HTTP API under {@code /api/v1}: JSON, bearer tokens (RFC 6750), problems as RFC 9457 says. A tenant's token sees
 * and changes the tenant's own entries only. Start with {@link org.sluicemta.console.api.SuppressionsApi}.
 */
@NullMarked
package org.sluicemta.console.api;

import org.jspecify.annotations.NullMarked;
