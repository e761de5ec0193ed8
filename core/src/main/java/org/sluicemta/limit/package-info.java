/**
 * How much one client address, network, credential or tenant may do. {@link org.sluicemta.limit.Limits} are what an
 * operator allows. {@link org.sluicemta.limit.DailyUse} keeps daily counts across restarts. Start with {@link
 * org.sluicemta.limit.ClientLimits}.
 */
@NullMarked
package org.sluicemta.limit;

import org.jspecify.annotations.NullMarked;
