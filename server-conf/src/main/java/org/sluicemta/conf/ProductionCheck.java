package org.sluicemta.conf;

import java.util.Locale;
import java.util.Set;
import org.sluicemta.conf.file.ConfiguredCredential;
import org.sluicemta.conf.file.ConfiguredTenant;
import org.sluicemta.conf.file.EgressFile;
import org.sluicemta.conf.file.SluiceFile;
import org.sluicemta.conf.file.TenantsFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PublishedTls;

/**
 * Finds what is fine in a trial but not on the public internet: being called localhost, and passwords anyone can guess.
 * A warning, or with {@code mode="production"} a reason not to start.
 */
final class ProductionCheck {
    /** Passwords from our demo and examples, and the ones attackers try first. */
    private static final Set<String> GUESSED = Set.of(
            "correct horse",
            "battery staple",
            "secret",
            "password",
            "changeme",
            "admin",
            "demo",
            "test",
            "12345678",
            "letmein");

    private final ServerConfiguration whole;
    private final Problems problems;

    private ProductionCheck(ServerConfiguration whole, Problems problems) {
        this.whole = whole;
        this.problems = problems;
    }

    static void check(ServerConfiguration whole, Problems problems) {
        ProductionCheck check = new ProductionCheck(whole, problems);
        check.ourNames();
        check.sources();
        check.passwords();
        check.tlsReports();
    }

    private void ourNames() {
        String host = whole.settings().hostName();
        if (isLocal(host)) {
            note(
                    whole.places().of(SluiceFile.NAME, "server"),
                    "server: host-name is \"" + host + "\", which nobody outside this machine can resolve",
                    "Give this server's own name, such as mail.example.org: host-name, or SLUICE_HOST_NAME");
        }
        String bounces = whole.settings().bounceDomain().domain();
        if (isLocal(bounces)) {
            note(
                    whole.places().of(SluiceFile.NAME, "bounce-domain"),
                    "bounce-domain: mail leaves with return paths at \"" + bounces + "\", so no bounce comes back",
                    "Give a domain whose MX is this server: name, or SLUICE_BOUNCE_DOMAIN");
        }
    }

    private void sources() {
        for (EgressPool pool : whole.egress().pools().values()) {
            for (EgressSource source : pool.sources()) {
                if (isLocal(source.ehloName())) {
                    note(
                            whole.places()
                                    .of(EgressFile.NAME, "pools/pool[" + pool.id() + "]/source[" + source.id() + "]"),
                            "pool " + pool.id() + ", source " + source.id() + ": mail leaves as EHLO "
                                    + source.ehloName() + ", which most servers refuse or distrust",
                            "Write the name of the address's PTR record into ehlo");
                }
            }
        }
    }

    private void passwords() {
        for (ConfiguredTenant tenant : whole.tenants()) {
            for (ConfiguredCredential credential : tenant.credentials()) {
                String password = credential.password();
                if (password != null && isGuessed(password, credential.userName())) {
                    note(
                            whole.places()
                                    .of(
                                            TenantsFile.NAME,
                                            "tenant[" + tenant.tenant().id() + "]"),
                            "tenant " + tenant.tenant().id() + ": the password of user " + credential.userName()
                                    + " is easy to guess",
                            "Set another one: sluice tenant password " + credential.userName() + " --print");
                }
            }
        }
    }

    /** A warning at most: others suffer from it more than this server. */
    private void tlsReports() {
        PublishedTls published = whole.egress().publishedTls();
        if (whole.settings().production()
                && (published.mtaSts() || published.dane())
                && published.reporting() == null) {
            problems.warn(
                    whole.places().of(EgressFile.NAME, "tls-reports"),
                    "tls-reports: no reports are sent, so domains with TLS policies don't learn what is wrong with them",
                    "Name whoever answers for the reports in contact, such as postmaster@"
                            + whole.settings().hostName());
        }
    }

    private void note(String where, String what, String hint) {
        if (whole.settings().production()) {
            problems.add(where, what, hint + ". With mode=\"production\" the server does not start like this");
        } else {
            problems.warn(where, what, hint);
        }
    }

    /** RFC 5321 section 2.3.5: only names that others can resolve; a name without a dot is a local alias. */
    private static boolean isLocal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.indexOf('.') < 0 || lower.endsWith(".localhost") || lower.endsWith(".localdomain");
    }

    private static boolean isGuessed(String password, String userName) {
        return GUESSED.contains(password.toLowerCase(Locale.ROOT)) || password.equalsIgnoreCase(userName);
    }
}
