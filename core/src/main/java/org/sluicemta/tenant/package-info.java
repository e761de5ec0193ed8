/**
 * Whose mail it is. A tenant owns sender domains, credentials and networks; a {@link org.sluicemta.tenant.TenantDirectory} answers who is sending. Passwords are kept only as SCRAM verifiers (RFC 5802).
 */
@NullMarked
package org.sluicemta.tenant;

import org.jspecify.annotations.NullMarked;
