/** Tests of tenants, their credentials and passwords. */
@NullMarked
package org.sluicemta.keys.password;

import org.jspecify.annotations.NullMarked;
