/**
 * Open SMTP connections: made ({@link org.sluicemta.gateway.connection.ConnectionOpener}), tried host after host ({@link
 * org.sluicemta.gateway.connection.HostWalk}), kept and reused ({@link
 * org.sluicemta.gateway.connection.ConnectionPool}). A connection belongs to one source, one destination and one site's
 * limits, and counts for those over all sites ({@link org.sluicemta.gateway.connection.ConnectionLedger}). RFC 5321
 * sections 3.1 and 5.1, RFC 3207, RFC 4954, RFC 7435.
 */
@NullMarked
package org.sluicemta.gateway.connection;

import org.jspecify.annotations.NullMarked;
