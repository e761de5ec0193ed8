/**
 * Tenants and their credentials: those of the configuration and those of the database as one directory in memory. Start
 * with {@link org.sluicemta.store.tenant.TenantRegistry}.
 */
@NullMarked
package org.sluicemta.store.tenant;

import org.jspecify.annotations.NullMarked;
