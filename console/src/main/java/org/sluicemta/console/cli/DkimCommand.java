package org.sluicemta.console.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.sluicemta.dkim.DkimAlgorithm;
import org.sluicemta.dkim.DkimDnsRecord;
import org.sluicemta.dkim.DkimKeyGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice dkim …}: signing keys. */
@Command(name = "dkim", description = "Make signing keys.", mixinStandardHelpOptions = true)
final class DkimCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            description = "Make a key for a domain and print the record to publish. A key that is there stays.",
            mixinStandardHelpOptions = true)
    int generate(
            @Mixin HomeOption home,
            @Mixin OutputOption output,
            @Parameters(paramLabel = "DOMAIN", description = "the domain of From addresses") String domain,
            @Parameters(
                            paramLabel = "SELECTOR",
                            arity = "0..1",
                            defaultValue = "sluice",
                            description = "default: sluice")
                    String selector,
            @Option(names = "--algorithm", defaultValue = "rsa", description = "rsa (2048 bits, default) or ed25519")
                    String algorithm) {
        Path directory = Configurations.load(home).settings().dkimKeys();
        DkimKeyGenerator generator = new DkimKeyGenerator(directory);
        try {
            DkimDnsRecord dns =
                    generator.generate(domain, selector, algorithm(algorithm)).dnsRecord();
            print(output, generator.file(domain, selector), dns);
            return ExitCode.OK.code();
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    ExitCode.DATA,
                    e.getFile()
                            + ": there is a key of that domain and selector. Choose another selector and publish both",
                    e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.IO, "cannot write a key below " + directory + ": " + e, e);
        }
    }

    private void print(OutputOption output, Path file, DkimDnsRecord dns) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            output.print(out, Map.of("file", file.toString(), "name", dns.name(), "type", "TXT", "value", dns.value()));
            return;
        }
        out.println("key written: " + file);
        out.println("publish: " + dns.zoneLine());
    }

    private static DkimAlgorithm algorithm(String word) {
        return Arrays.stream(DkimAlgorithm.values())
                .filter(each -> each.keyType().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("algorithm must be one of "
                        + Arrays.stream(DkimAlgorithm.values())
                                .map(DkimAlgorithm::keyType)
                                .collect(Collectors.joining(", "))
                        + ", got \"" + word + "\""));
    }
}
