package org.sluicemta.console.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.disk.FileTrouble;
import org.sluicemta.keys.dkim.DkimAlgorithm;
import org.sluicemta.keys.dkim.DkimDnsRecord;
import org.sluicemta.keys.dkim.DkimKey;
import org.sluicemta.keys.dkim.DkimKeyGenerator;
import org.sluicemta.keys.dkim.DkimKeyRing;
import org.sluicemta.mail.DomainName;
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
        String domain = DomainName.comparable(name);
        Path directory = Configurations.load(home).settings().dkimKeys();
        DkimKeyGenerator generator = new DkimKeyGenerator(directory);
        try {
            DkimDnsRecord dns =
                    generator.prepare(domain, selector, algorithm(algorithm)).dnsRecord();
            print(output, generator.preparedFile(domain, selector), dns);
            if (!output.json()) {
                out().println("once it is published: sluice dkim activate " + domain + " " + selector);
            }
            return ExitCode.OK.code();
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    ExitCode.DATA,
                    e.getFile()
                            + ": there is a key of that domain and selector. Choose another selector and publish both",
                    e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.IO, "cannot write a key below " + directory + ": " + FileTrouble.of(e), e);
        }
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
        String domain = DomainName.comparable(name);
        Path directory = Configurations.load(home).settings().dkimKeys();
        try {
            new DkimKeyGenerator(directory).activate(domain, selector);
            out().println("key activated: " + selector + "._domainkey." + domain);
            later(directory, domain, selector)
                    .ifPresent(other -> out().println("it does not sign: of keys of a kind the last by alphabet does, "
                            + other + "._domainkey." + domain));
            return ExitCode.OK.code();
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(ExitCode.DATA, e.getFile() + ": this key is already active", e);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(
                    ExitCode.DATA,
                    "no key is prepared as " + e.getFile() + ". Make one with: sluice dkim generate " + domain + " "
                            + selector,
                    e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.IO, "cannot use the keys below " + directory + ": " + FileTrouble.of(e), e);
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    /** The selector that signs instead of this one, if any. */
    private static Optional<String> later(Path directory, String domain, String selector)
            throws IOException, ConfigurationException {
        List<DkimKey> signing = DkimKeyRing.open(directory).find(domain);
        return signing.stream().anyMatch(key -> key.selector().equals(selector))
                ? Optional.empty()
                : signing.stream().map(DkimKey::selector).max(Comparator.naturalOrder());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void print(OutputOption output, Path file, DkimDnsRecord dns) {
        PrintWriter out = out();
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
