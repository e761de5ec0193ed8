package org.sluicemta.console.jmx;

import java.util.List;
import javax.inject.Inject;
import org.sluicemta.console.operation.SiteOperations;

/** The sites as a bean. */
public final class Sites implements SitesMXBean {
    private final SiteOperations operations;

    @Inject
    public Sites(SiteOperations operations) {
        this.operations = operations;
    }

    @Override
    public List<SiteRow> getSites() {
        return operations.sites().stream().map(SiteRow::of).toList();
    }
}
