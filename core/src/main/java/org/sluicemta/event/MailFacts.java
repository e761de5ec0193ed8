package org.sluicemta.event;

import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.lane.LaneName;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * Which mail an event is about, as far as it is known. A null sender of the envelope is an empty string in JSON.
 *
 * @param parent the message that a mailet made this one about
 */
public record MailFacts(
        @Nullable MessageId messageId,
        @Nullable TenantId tenant,
        @Nullable StreamId stream,
        @Nullable PoolId pool,
        @Nullable SourceId source,
        @Nullable SiteId site,
        @Nullable LaneName lane,
        @Nullable EmailAddress sender,
        @Nullable EmailAddress recipient,
        @Nullable MessageId parent) {
    public MailFacts {
        // Relayed mail is no tenant's: whoever counts or shows a tenant's events never meets it.
        tenant = tenant != null && tenant.isRelayed() ? null : tenant;
    }

    public static final MailFacts NONE = new MailFacts(null, null, null, null, null, null, null, null, null);

    /** Of mail that came in by itself. */
    public MailFacts(
            @Nullable MessageId messageId,
            @Nullable TenantId tenant,
            @Nullable StreamId stream,
            @Nullable PoolId pool,
            @Nullable SourceId source,
            @Nullable SiteId site,
            @Nullable LaneName lane,
            @Nullable EmailAddress sender,
            @Nullable EmailAddress recipient) {
        this(messageId, tenant, stream, pool, source, site, lane, sender, recipient, null);
    }
}
