/** Tests of the package's parts alone. */
@NullMarked
package org.sluicemta.gateway.connection;

import org.jspecify.annotations.NullMarked;
