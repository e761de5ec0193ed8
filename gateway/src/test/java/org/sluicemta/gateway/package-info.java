/** The gateway against a programmable sink and a fake DNS, over loopback. Start with {@link GatewayFixture}. */
@NullMarked
package org.sluicemta.gateway;

import org.jspecify.annotations.NullMarked;
