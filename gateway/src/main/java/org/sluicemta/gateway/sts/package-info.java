/**
 * MTA-STS: what a receiving domain says about the TLS of its hosts, found over DNS and HTTPS, cached, and kept over
 * restarts. Start with {@link org.sluicemta.gateway.sts.StsPolicies}. RFC 8461.
 */
@NullMarked
package org.sluicemta.gateway.sts;

import org.jspecify.annotations.NullMarked;
