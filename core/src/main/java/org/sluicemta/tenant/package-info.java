/**
 * Whose mail it is. A tenant owns sender domains, credentials and networks. A {@link
 * org.sluicemta.tenant.TenantDirectory} says which tenant is sending. Passwords are kept only as SCRAM keys (RFC 5802),
 * or as a CRAM-MD5 key for clients that can do no better.
 */
@NullMarked
package org.sluicemta.tenant;

import org.jspecify.annotations.NullMarked;
