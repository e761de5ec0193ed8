package org.sluicemta.conf;

import java.time.LocalDate;
import org.sluicemta.conf.file.EgressFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.egress.EgressSite;

/** Finds sites whose settings nobody has looked at for long: providers change their limits and their hosts. */
final class SiteReview {
    private static final int YEARS = 1;

    private SiteReview() {}

    static void check(ServerConfiguration whole, LocalDate today, Problems problems) {
        for (EgressSite site : whole.egress().sites().values()) {
            LocalDate reviewed = site.reviewed();
            if (reviewed == null) {
                continue;
            }
            String where = whole.places().of(EgressFile.NAME, "sites/site[" + site.id() + "]");
            if (reviewed.isAfter(today)) {
                problems.warn(
                        where,
                        "site " + site.id() + ": reviewed is in the future, got \"" + reviewed + "\"",
                        "Write the day on which its settings were last checked");
            } else if (reviewed.plusYears(YEARS).isBefore(today)) {
                problems.warn(
                        where,
                        "site " + site.id() + ": its settings were last reviewed on " + reviewed,
                        "Compare limits and MX hosts with what the provider publishes, and set reviewed");
            }
        }
    }
}
