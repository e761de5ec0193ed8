package org.sluicemta.console.operation;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.disk.FileTrouble;
import org.sluicemta.keys.dkim.DkimAlgorithm;
import org.sluicemta.keys.dkim.DkimDnsRecord;
import org.sluicemta.keys.dkim.DkimKey;
import org.sluicemta.keys.dkim.DkimKeyGenerator;
import org.sluicemta.keys.dkim.DkimKeyRing;
import org.sluicemta.mail.DomainName;
import org.sluicemta.settings.ServerSettings;

/** What can be done with signing keys. They are files, which a running server finds within half a minute. */
public final class DkimOperations {
    private final Path directory;
    private final DkimKeyGenerator generator;
    private final Audit audit;

    @Inject
    public DkimOperations(ServerSettings settings, Audit audit) {
        this.directory = settings.dkimKeys();
        this.generator = new DkimKeyGenerator(directory);
        this.audit = audit;
    }

    /**
     * A key that doesn't sign yet.
     *
     * @param domain as it is in DNS
     */
    public record Prepared(Path file, String domain, String selector, DkimDnsRecord dns) {}

    /**
     * Creates a key for a domain. An existing one is kept.
     *
     * @param algorithm rsa or ed25519
     */
    public Prepared generate(Caller.Operator caller, String domain, String selector, String algorithm) {
        return audit.record(caller, "dkim generate", name(domain, selector), () -> {
            String ascii = DomainName.comparable(domain);
            try {
                DkimDnsRecord dns =
                        generator.prepare(ascii, selector, algorithm(algorithm)).dnsRecord();
                Path file = generator.preparedFile(ascii, selector);
                return Audit.Done.of(new Prepared(file, ascii, selector, dns), "written: " + file);
            } catch (FileAlreadyExistsException e) {
                throw OperationProblem.conflict(e.getFile()
                        + ": there is a key of that domain and selector. Choose another selector and publish both");
            } catch (IOException e) {
                throw OperationProblem.storage("cannot write a key below " + directory + ": " + FileTrouble.of(e), e);
            }
        });
    }

    /**
     * Activates a key whose record is published.
     *
     * @return the key's name in DNS
     */
    public String activate(Caller.Operator caller, String domain, String selector) {
        return audit.record(caller, "dkim activate", name(domain, selector), () -> {
            String ascii = DomainName.comparable(domain);
            try {
                generator.activate(ascii, selector);
                return Audit.Done.of(name(ascii, selector), "activated");
            } catch (FileAlreadyExistsException e) {
                throw OperationProblem.conflict(e.getFile() + ": this key is already active");
            } catch (NoSuchFileException e) {
                throw OperationProblem.notFound("no key is prepared as " + e.getFile()
                        + ". Make one with: sluice dkim generate " + ascii + " " + selector);
            } catch (IOException e) {
                throw unusable(e);
            }
        });
    }

    /** The name in DNS of the key that signs instead of this active one, if any. */
    public Optional<String> signsInstead(String domain, String selector) {
        String ascii = DomainName.comparable(domain);
        try {
            List<DkimKey> signing = DkimKeyRing.open(directory).find(ascii);
            return signing.stream().anyMatch(key -> key.selector().equals(selector))
                    ? Optional.empty()
                    : signing.stream()
                            .map(DkimKey::selector)
                            .max(Comparator.naturalOrder())
                            .map(other -> name(ascii, other));
        } catch (IOException e) {
            throw unusable(e);
        } catch (ConfigurationException e) {
            throw OperationProblem.configuration(e);
        }
    }

    private OperationProblem unusable(IOException cause) {
        return OperationProblem.storage("cannot use the keys below " + directory + ": " + FileTrouble.of(cause), cause);
    }

    private static String name(String domain, String selector) {
        return selector + "._domainkey." + domain;
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
