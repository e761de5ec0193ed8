/**
 * The HTTP API under {@code /api/v1}: JSON, bearer tokens (RFC 6750), problems in the format of RFC 9457. A tenant's
 * token sees and changes only the tenant's own entries. Start with {@link org.sluicemta.console.api.SuppressionsApi}.
 */
@NullMarked
package org.sluicemta.console.api;

import org.jspecify.annotations.NullMarked;
