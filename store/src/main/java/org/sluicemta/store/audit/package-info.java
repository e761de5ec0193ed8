/**
 * The record of what operators and clients of the HTTP API did. Start with {@link org.sluicemta.store.audit.AuditTrail}.
 */
@NullMarked
package org.sluicemta.store.audit;

import org.jspecify.annotations.NullMarked;
