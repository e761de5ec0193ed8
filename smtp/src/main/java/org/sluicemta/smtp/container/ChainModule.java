package org.sluicemta.smtp.container;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.jdkim.api.PublicKeyRecordRetriever;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.MailetContext;
import org.sluicemta.feedback.ReportSigners;
import org.sluicemta.handoff.Outbox;

/** What James's mailets and matchers may inject, except DNS and mail repositories. */
public final class ChainModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(MetricFactory.class).to(CountingMetrics.class).in(Scopes.SINGLETON);
        bind(AnsweredDomains.class).in(Scopes.SINGLETON);
        bind(DomainList.class).to(AnsweredDomains.class);
        bind(ChainMailetContext.class).in(Scopes.SINGLETON);
        bind(MailetContext.class).to(ChainMailetContext.class);
        bind(Outbox.class).to(ChainOutbox.class).in(Scopes.SINGLETON);
        bind(PublicKeyRecordRetriever.class).to(DkimKeyRecords.class);
        bind(ReportSigners.class).to(DkimReportSigners.class);
    }

    @Provides
    Clock clock(InstantSource clock) {
        return clock.withZone(ZoneOffset.UTC);
    }
}
