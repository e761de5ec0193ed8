/** Tests of the package's parts alone. */
@NullMarked
package org.sluicemta.gateway.pace;

import org.jspecify.annotations.NullMarked;
