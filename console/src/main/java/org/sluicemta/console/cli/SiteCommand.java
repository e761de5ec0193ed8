package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.SiteRow;
import org.sluicemta.console.jmx.SitesMXBean;
import org.sluicemta.console.operation.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice site …}: where a running server sends to. */
@Command(
        name = "site",
        description = "Inspect the sites that a running server sends to.",
        mixinStandardHelpOptions = true)
final class SiteCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            description = "List the sites that mail was sent to since the start, or is waiting for, by pool.",
            mixinStandardHelpOptions = true)
    int list(@Mixin HomeOption where, @Mixin OutputOption how) {
        try (ControlPlane server = ControlPlane.connect(where)) {
            List<SiteRow> sites = server.bean(SitesMXBean.class).getSites();
            PrintWriter out = spec.commandLine().getOut();
            if (how.json()) {
                how.print(out, sites);
                return ExitCode.OK.code();
            }
            Table table = new Table("POOL", "SITE", "IN DELIVERY", "CONNECTIONS", "UNTIL", "WAITS FOR");
            sites.forEach(site -> table.row(
                    site.pool(),
                    site.site(),
                    site.inDelivery(),
                    site.connections(),
                    orEmpty(site.until()),
                    orEmpty(site.waitsFor())));
            table.print(out);
            return ExitCode.OK.code();
        }
    }

    @Command(
            description = "Say how a site is doing, for each pool that sends to it. Exits 1 if none does.",
            mixinStandardHelpOptions = true)
    int show(
            @Mixin HomeOption where,
            @Mixin OutputOption how,
            @Parameters(
                            description =
                                    "a site of egress.xml, other, a domain, or MX hosts such as mx_mail.example.org",
                            paramLabel = "SITE")
                    String name) {
        try (ControlPlane server = ControlPlane.connect(where)) {
            List<SiteRow> sites = server.bean(SitesMXBean.class).getSites().stream()
                    .filter(site -> site.site().equals(name))
                    .toList();
            PrintWriter out = spec.commandLine().getOut();
            if (how.json()) {
                how.print(out, sites);
            } else if (sites.isEmpty()) {
                out.println("nothing was sent to " + name + " since the start, and no mail is waiting for it");
            } else {
                sites.forEach(site -> print(out, site));
            }
            return (sites.isEmpty() ? ExitCode.NEGATIVE : ExitCode.OK).code();
        }
    }

    private static void print(PrintWriter out, SiteRow site) {
        out.println("pool " + site.pool() + " to " + site.site() + ": "
                + Counted.of(site.inDelivery(), "message") + " in delivery, "
                + Counted.of(site.connections(), "connection") + " open");
        if (site.waitsFor() != null) {
            out.println("  waits for: " + site.waitsFor() + (site.until() == null ? "" : ", until " + site.until()));
        }
        if (site.failures() > 0) {
            out.println("  " + Counted.of(site.failures(), "failure") + " to connect in a row, the last: "
                    + orEmpty(site.lastError()));
        }
        site.sources().forEach(source -> out.println("  " + source));
        site.tenants().forEach(tenant -> out.println("  tenant " + tenant));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
