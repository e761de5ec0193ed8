/** Tests of the package's parts alone. */
@NullMarked
package org.sluicemta.gateway.wire;

import org.jspecify.annotations.NullMarked;
