/** Tests of the package's parts alone. */
@NullMarked
package org.sluicemta.gateway.dns;

import org.jspecify.annotations.NullMarked;
