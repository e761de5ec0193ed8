/**
 * From the chain to the gateway: {@link org.sluicemta.routes.egress.CamelHandOff} takes what the chain finished through
 * the route {@code egress.split} into the broker in one transaction, and a {@link org.sluicemta.routes.egress.SiteScheduler}
 * per pool and site takes it out again, as fast as the gateway's limits allow and fair between tenants. Outcomes are
 * settled in batches; a message is acknowledged only in the transaction that holds all that follows from its outcome.
 */
@NullMarked
package org.sluicemta.routes.egress;

import org.jspecify.annotations.NullMarked;
