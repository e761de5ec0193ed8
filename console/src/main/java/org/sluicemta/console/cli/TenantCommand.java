package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.jmx.HoldRow;
import org.sluicemta.console.jmx.RateRow;
import org.sluicemta.console.jmx.RatesMXBean;
import org.sluicemta.console.jmx.TenantRow;
import org.sluicemta.console.jmx.TenantsMXBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice tenant …}: whose mail is relayed. */
@Command(
        name = "tenant",
        description = "List, add, change and remove tenants and their credentials.",
        subcommands = {TenantPasswordCommand.class, CredentialCommand.class, TenantRemoveCommand.class},
        mixinStandardHelpOptions = true)
final class TenantCommand {
    private static final String STREAMS =
            "streams it may use, separated by commas; default: all that egress.xml does not close";

    private static final String WEIGHT =
            "its share of a busy site, next to the weights of the others that have mail there, 1 to 1000";

    @Spec
    private CommandSpec spec;

    @Command(description = "List the tenants.", mixinStandardHelpOptions = true)
    int list(@Mixin HomeOption home, @Mixin OutputOption output) {
        return ServerOrStore.bean(home, TenantsMXBean.class, StoredState::tenants, bean -> {
            List<TenantRow> tenants = bean.getTenants();
            if (output.json()) {
                tenants.forEach(tenant -> output.print(out(), tenant));
                return ExitCode.OK.code();
            }
            Table table = new Table("TENANT", "DOMAINS", "NETWORKS", "DEFAULT STREAM", "STREAMS", "WEIGHT");
            for (TenantRow tenant : tenants) {
                table.row(
                        tenant.tenant(),
                        String.join(",", tenant.domains()),
                        String.join(",", tenant.networks()),
                        tenant.defaultStream(),
                        tenant.streams().isEmpty() ? "(all open)" : String.join(",", tenant.streams()),
                        tenant.weight());
            }
            table.print(out());
            return ExitCode.OK.code();
        });
    }

    @Command(
            description = "Add a tenant, and a credential with --user. Its password is prompted for,"
                    + " or read from standard input or SLUICE_TENANT_PASSWORD.",
            mixinStandardHelpOptions = true)
    int add(
            @Mixin HomeOption home,
            @Parameters(description = "the tenant's short name") String tenant,
            @Option(names = "--domain", description = "sender domain; may be repeated") @Nullable List<String> domains,
            @Option(names = "--network", description = "client network, CIDR; may be repeated") @Nullable
                    List<String> networks,
            @Option(names = "--stream", defaultValue = "transactional", description = "default stream (transactional)")
                    String stream,
            @Option(names = "--streams", split = ",", description = STREAMS) @Nullable List<String> streams,
            @Option(names = "--weight", defaultValue = "1", description = WEIGHT + " (${DEFAULT-VALUE})") int weight,
            @Option(names = "--user", description = "name of a credential") @Nullable String user) {
        try (ControlPlane server = ControlPlane.connect(home)) {
            server.bean(TenantsMXBean.class)
                    .add(
                            tenant,
                            domains == null ? List.of() : domains,
                            networks == null ? List.of() : networks,
                            stream,
                            streams == null ? List.of() : streams,
                            weight,
                            user,
                            user == null ? null : PasswordInput.read(),
                            Operator.name());
            out().println("tenant added: " + tenant);
            return ExitCode.OK.code();
        }
    }

    @Command(
            description =
                    "Change a tenant that was added with \"add\". What is not given stays as it is; \"\" empties a"
                            + " list.",
            mixinStandardHelpOptions = true)
    int set(
            @Mixin HomeOption home,
            @Parameters(description = "the tenant's short name") String tenant,
            @Option(names = "--domain", description = "sender domain; may be repeated; replaces all") @Nullable
                    List<String> domains,
            @Option(names = "--network", description = "client network, CIDR; may be repeated; replaces all") @Nullable
                    List<String> networks,
            @Option(names = "--stream", description = "default stream") @Nullable String stream,
            @Option(names = "--streams", split = ",", description = STREAMS) @Nullable List<String> streams,
            @Option(names = "--weight", description = WEIGHT) @Nullable Integer weight) {
        try (ControlPlane server = ControlPlane.connect(home)) {
            server.bean(TenantsMXBean.class)
                    .set(
                            tenant,
                            withoutBlanks(domains),
                            withoutBlanks(networks),
                            stream,
                            withoutBlanks(streams),
                            weight,
                            Operator.name());
            out().println("tenant changed: " + tenant);
            return ExitCode.OK.code();
        }
    }

    private static @Nullable List<String> withoutBlanks(@Nullable List<String> given) {
        return given == null
                ? null
                : given.stream().filter(word -> !word.isBlank()).toList();
    }

    @Command(
            description =
                    "Hard-bounce and complaint rates within the guard's window: of all tenants, streams, sources and"
                            + " sites, or of one tenant. Then the streams the guard holds.",
            mixinStandardHelpOptions = true)
    int rates(
            @Mixin HomeOption home,
            @Mixin OutputOption output,
            @Parameters(arity = "0..1", description = "only this tenant's") @Nullable String tenant) {
        try (ControlPlane server = ControlPlane.connect(home)) {
            RatesMXBean bean = server.bean(RatesMXBean.class);
            List<RateRow> rates = tenant == null ? bean.getRates() : bean.ofTenant(tenant);
            List<HoldRow> held = bean.getHeld().stream()
                    .filter(hold -> tenant == null || hold.tenant().equals(tenant))
                    .toList();
            if (output.json()) {
                output.print(out(), Map.of("rates", rates, "held", held));
                return ExitCode.OK.code();
            }
            print(rates, held);
            return ExitCode.OK.code();
        }
    }

    private void print(List<RateRow> rates, List<HoldRow> held) {
        Table table = new Table("OF", "NAME", "SENT", "HARD BOUNCES", "%", "COMPLAINTS", "%");
        for (RateRow row : rates) {
            table.row(
                    row.kind(),
                    row.name(),
                    row.sent(),
                    row.hardBounces(),
                    percent(row.hardBouncePercent()),
                    row.complaints(),
                    percent(row.complaintPercent()));
        }
        table.print(out());
        for (HoldRow hold : held) {
            out().println("held: stream " + hold.stream() + " of " + hold.tenant() + " since " + hold.since() + ": "
                    + hold.reason() + ". Resume it: sluice queue resume " + hold.resume());
        }
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
