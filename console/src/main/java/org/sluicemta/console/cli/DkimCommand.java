package org.sluicemta.console.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.sluicemta.console.jmx.KeysMXBean;
import org.sluicemta.console.jmx.PreparedKeyRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice dkim …}: signing keys. */
@Command(name = "dkim", description = "Create and activate signing keys.", mixinStandardHelpOptions = true)
final class DkimCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            description =
                    "Create a key for a domain and print the DNS record to publish. It signs once activated. An existing"
                            + " key is kept.",
            mixinStandardHelpOptions = true)
    int generate(
            @Mixin HomeOption home,
            @Mixin OutputOption output,
            @Parameters(paramLabel = "DOMAIN", description = "the domain of From addresses") String name,
            @Parameters(
                            paramLabel = "SELECTOR",
                            arity = "0..1",
                            defaultValue = "sluice",
                            description = "default: sluice")
                    String selector,
            @Option(names = "--algorithm", defaultValue = "rsa", description = "rsa (2048 bits, default) or ed25519")
                    String algorithm) {
        return with(home, keys -> {
            print(output, keys.generateDkim(name, selector, algorithm, Operator.name()));
            return ExitCode.OK.code();
        });
    }

    @Command(
            description = "Activate a key whose record is published. A running server signs with it within 30 seconds.",
            mixinStandardHelpOptions = true)
    int activate(
            @Mixin HomeOption home,
            @Parameters(paramLabel = "DOMAIN", description = "the domain of From addresses") String name,
            @Parameters(
                            paramLabel = "SELECTOR",
                            arity = "0..1",
                            defaultValue = "sluice",
                            description = "default: sluice")
                    String selector) {
        return with(home, keys -> {
            out().println("key activated: " + keys.activateDkim(name, selector, Operator.name()));
            String other = keys.dkimSigningInstead(name, selector);
            if (other != null) {
                out().println("it does not sign: of keys of a kind the last by alphabet does, " + other);
            }
            return ExitCode.OK.code();
        });
    }

    private void print(OutputOption output, PreparedKeyRow key) {
        PrintWriter out = out();
        if (output.json()) {
            output.print(out, Map.of("file", key.file(), "name", key.name(), "type", "TXT", "value", key.value()));
            return;
        }
        out.println("key written: " + key.file());
        out.println("publish: " + key.zoneLine());
        out.println("once it is published: sluice dkim activate " + key.domain() + " " + key.selector());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static int with(HomeOption home, ToIntFunction<KeysMXBean> action) {
        return ServerOrStore.keys(home, action::applyAsInt);
    }
}
