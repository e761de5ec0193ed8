/** Tests of the package's parts alone. */
@NullMarked
package org.sluicemta.gateway.delivery;

import org.jspecify.annotations.NullMarked;
