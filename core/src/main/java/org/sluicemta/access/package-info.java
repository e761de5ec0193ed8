/**
 * Who may use the HTTP API: bearer tokens (RFC 6750) of operators and of tenants. Start with {@link
 * org.sluicemta.access.ApiTokens}.
 */
@NullMarked
package org.sluicemta.access;

import org.jspecify.annotations.NullMarked;
