/**
 * Who may use the HTTP API: bearer tokens (RFC 6750) of operators and of tenants. Start with {@link
 * org.sluicemta.store.access.ApiTokens}.
 */
@NullMarked
package org.sluicemta.store.access;

import org.jspecify.annotations.NullMarked;
