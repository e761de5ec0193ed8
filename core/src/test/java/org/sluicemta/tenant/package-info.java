/** Tests of tenants, their credentials and passwords. */
@NullMarked
package org.sluicemta.tenant;

import org.jspecify.annotations.NullMarked;
