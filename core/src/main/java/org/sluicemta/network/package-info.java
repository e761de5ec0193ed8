/** Network addresses and ranges. Start with {@link org.sluicemta.network.IpRange}. */
@NullMarked
package org.sluicemta.network;

import org.jspecify.annotations.NullMarked;
