package org.sluicemta.gateway.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.pace.Reaction;
import org.sluicemta.tenant.TenantId;

/**
 * What a delivery reports about its site (in the common site, about its domain), and when it may go on. Thread-safe.
 */
public interface SiteHealth {
    /**
     * Where the domain's mail goes. Domains with the same destination count as one place.
     *
     * @param hosts what the replies of its hosts count for in the common site
     */
    void leadsTo(String domain, String destination, SiteId hosts);

    /** The host has as many connections as it may have, so one must be closed first. */
    void waitsForHost();

    /**
     * Asked before a connection is opened.
     *
     * @return zero when it may be opened now, and then it counts as opened; else the time after which to ask again
     */
    Duration untilOpened();

    /** There is a connection: a kept one, or one that was opened. */
    void connected(String domain);

    /** Completes when the site's rate allows a message to begin on an open connection. */
    CompletionStage<Void> turn();

    /**
     * Asked right before MAIL is written, since a message whose turn it was may be late and meet the next ones.
     *
     * @return zero when it may be written now, and then it counts as written; else the time after which to ask again
     */
    Duration untilWritten();

    /** Whether the limits allow one more transaction of the message. Asked when it needs more than one. */
    CompletionStage<Boolean> another();

    /**
     * The sources the message may leave from.
     *
     * @param preferred all of the pool, or those that it should leave from if their limits allow it
     */
    List<EgressSource> sources(List<EgressSource> preferred);

    /** Whether a warm-up limits what the source sends to the site. */
    boolean isWarmingUp(EgressSource source);

    /** The site has accepted a message of the tenant from the source. */
    void accepted(SourceId source, TenantId tenant);

    /**
     * The site has given the source a reply to a message of the tenant that leads to something.
     *
     * @return false where it leads to nothing yet, because it takes more of them; and in the common site for what lets
     *     the tenant rest, or while it isn't known whose reply it is, unless it is for the message alone
     */
    boolean replied(SourceId source, TenantId tenant, Reaction reaction);

    /**
     * Whether the limits allow one more transaction of the message from one of these sources. If so, {@link #sources} says
     * which.
     */
    CompletionStage<Boolean> anotherFrom(List<EgressSource> others);

    /** No host of the domain let us in. */
    void notConnected(String domain, Fault fault);
}
