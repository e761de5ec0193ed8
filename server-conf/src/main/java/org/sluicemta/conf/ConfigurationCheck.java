package org.sluicemta.conf;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sluicemta.conf.file.EgressFile;
import org.sluicemta.conf.file.ResponsesFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.response.RuleFinding;
import org.sluicemta.response.RuleReview;

/**
 * The one configuration check, for {@code sluice config check}, a reload and a start. It reads everything, tries every
 * example of the response rules, checks that this host has the sending addresses, and asks the parts of the server
 * whether they could start. It changes nothing.
 */
public final class ConfigurationCheck {
    private final ConfigurationLoader loader;
    private final ServerParts parts;
    private final InstantSource clock;

    public ConfigurationCheck(ServerParts parts) {
        this(parts, InstantSource.system());
    }

    /** @param clock says how old something is */
    public ConfigurationCheck(ServerParts parts, InstantSource clock) {
        this.loader = new ConfigurationLoader(parts);
        this.parts = parts;
        this.clock = clock;
    }

    /** All problems and warnings. */
    public CheckedConfiguration check(Path confDir, Path homeDir, Map<String, String> environment) {
        Problems problems = new Problems();
        try {
            ServerConfiguration loaded = loader.load(confDir, homeDir, environment, problems);
            return check(loaded, homeDir);
        } catch (ConfigurationException e) {
            return new CheckedConfiguration(Optional.empty(), e.problems(), problems.warnings());
        }
    }

    /** The same for files that were read already. */
    public CheckedConfiguration check(ServerConfiguration loaded, Path homeDir) {
        Problems problems = new Problems();
        rules(loaded, problems);
        PhraseReview.check(loaded, problems);
        addresses(loaded, problems);
        ProductionCheck.check(loaded, problems);
        SiteReview.check(loaded, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), problems);
        parts.check(loaded, homeDir, problems);
        return new CheckedConfiguration(Optional.of(loaded), problems.all(), problems.warnings());
    }

    private static void rules(ServerConfiguration loaded, Problems problems) {
        List<RuleFinding> findings = new RuleReview(loaded.responses()).findings();
        for (RuleFinding finding : findings) {
            problems.add(
                    loaded.places().of(ResponsesFile.NAME, "rules/rule[" + finding.rule() + "]"),
                    "rule " + finding.rule() + ": " + finding.what(),
                    hint(finding.kind()));
        }
    }

    private static String hint(RuleFinding.Kind kind) {
        return switch (kind) {
            case UNTESTED -> "Add an <example> with a reply that it is for";
            case MISSED -> "Correct the example, or the conditions of the rule";
            case SHADOWED -> "Move the rule up, or remove the example";
            case CONTRADICTED -> "Decide which is right: move the rule up, or narrow the other one";
            case DEAD -> "Remove the rule, or move it up";
        };
    }

    /** A pool can do without one of its sources: it is left out for as long as the host doesn't have its address. */
    private static void addresses(ServerConfiguration loaded, Problems problems) {
        for (EgressPool pool : loaded.egress().pools().values()) {
            List<EgressSource> missing =
                    pool.sources().stream().filter(source -> !isOurs(source)).toList();
            for (EgressSource source : missing) {
                String where = loaded.places()
                        .of(EgressFile.NAME, "pools/pool[" + pool.id() + "]/source[" + source.id() + "]");
                String what = "pool " + pool.id() + ", source " + source.id()
                        + ": address must be one of this host, got \"" + shown(source) + "\"";
                if (missing.size() == pool.sources().size()) {
                    problems.add(where, what, "List them with: ip address");
                } else {
                    problems.warn(where, what + "; the source is left out", "List them with: ip address");
                }
            }
        }
    }

    private static String shown(EgressSource source) {
        InetAddress address = source.address();
        return address == null ? "" : address.getHostAddress();
    }

    private static boolean isOurs(EgressSource source) {
        InetAddress address = source.localAddress();
        return address == null || isOurs(address);
    }

    private static boolean isOurs(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return true;
        }
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            // The system does not tell, so nothing can be held against the address.
            return true;
        }
    }
}
