/** Tests of which addresses mail may go to. */
@NullMarked
package org.sluicemta.gateway.address;

import org.jspecify.annotations.NullMarked;
