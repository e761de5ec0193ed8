/** Tests of the package's parts alone. */
@NullMarked
package org.sluicemta.gateway.limit;

import org.jspecify.annotations.NullMarked;
