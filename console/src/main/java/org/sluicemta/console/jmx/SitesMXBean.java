package org.sluicemta.console.jmx;

import java.util.List;

/** {@code org.sluicemta:type=Sites}: what this node knows of the sites it has sent to, or has mail for. */
public interface SitesMXBean {
    /** By pool and site. */
    List<SiteRow> getSites();
}
