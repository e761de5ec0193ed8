package org.sluicemta.keys.dkim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.FileStamp;
import org.sluicemta.config.Problem;
import org.sluicemta.dkim.DkimKeys;
import org.sluicemta.dkim.DkimSigning;

/**
 * The keys of a directory: {@code <domain>/<selector>.pem}. A domain signs with one key of each algorithm it has, the
 * one whose selector comes last in the alphabet, so selectors that contain a date ({@code s20261122}) rotate by
 * themselves. Files that don't end in {@code .pem} are ignored: a key that isn't in DNS yet waits as {@code .pem.next}.
 *
 * <p>Thread-safe: {@link #find} sees the keys of one reading of the directory.
 */
public final class DkimKeyRing implements DkimKeys {
    static final String SUFFIX = ".pem";
    static final String PREPARED = ".pem.next";

    private final Path directory;
    private volatile Keys keys;

    private DkimKeyRing(Path directory, Keys keys) {
        this.directory = directory;
        this.keys = keys;
    }

    /** A ring without keys and without a directory. */
    public static DkimKeyRing empty() {
        return new DkimKeyRing(Path.of(""), new Keys(Map.of(), List.of()));
    }

    /**
     * Reads the directory. A missing one has no keys.
     *
     * @throws ConfigurationException naming everything wrong with any of the files
     */
    public static DkimKeyRing open(Path directory) throws IOException, ConfigurationException {
        return new DkimKeyRing(directory, read(directory));
    }

    /** The keys that sign for a domain, RSA first: its own, or those of the nearest parent domain. */
    public List<DkimKey> find(String domain) {
        Map<String, List<DkimKey>> byDomain = keys.byDomain;
        String name = domain.toLowerCase(Locale.ROOT);
        while (true) {
            List<DkimKey> found = byDomain.get(name);
            if (found != null) {
                return found;
            }
            int dot = name.indexOf('.');
            if (dot < 0) {
                return List.of();
            }
            name = name.substring(dot + 1);
        }
    }

    @Override
    public Optional<String> signingDomain(String domain) {
        return find(domain).stream().map(DkimKey::domain).findFirst();
    }

    @Override
    public DkimSigning signing(List<String> fields, InstantSource clock) {
        DkimSigner signer = new DkimSigner(fields, clock);
        return (domains, headerLines, body) -> {
            Map<String, List<DkimKey>> byDomain = keys.byDomain;
            List<DkimKey> signing = domains.stream()
                    .distinct()
                    .flatMap(domain -> byDomain.getOrDefault(domain, List.of()).stream())
                    .toList();
            List<String> names = signing.stream()
                    .map(key -> key.domain() + "/" + key.selector())
                    .toList();
            // Without a key, the body needn't be read.
            List<String> made = signing.isEmpty() ? List.of() : signer.sign(signing, headerLines, body);
            return new DkimSigning.Signatures(made, names);
        };
    }

    /** Every key that signs now. */
    public Collection<DkimKey> all() {
        return keys.byDomain.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Reloads the directory if it has changed, all at once. Returns false if nothing changed.
     *
     * @throws ConfigurationException naming everything wrong; the current keys stay in force
     */
    public synchronized boolean reloadIfChanged() throws IOException, ConfigurationException {
        if (FileStamp.of(files(directory)).equals(keys.stamps)) {
            return false;
        }
        keys = read(directory);
        return true;
    }

    private static Keys read(Path directory) throws IOException, ConfigurationException {
        List<FileStamp> stamps = FileStamp.of(files(directory));
        Map<String, List<DkimKey>> byDomain = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files(directory)) {
            Path place = directory.relativize(file);
            if (place.getNameCount() != 2) {
                problems.add(new Problem(
                        file.toString(),
                        "a key stands outside a folder of its domain",
                        "Move it to " + directory.resolve("<domain>").resolve("<selector>" + SUFFIX)));
                continue;
            }
            String fileName = place.getName(1).toString();
            String selector = fileName.substring(0, fileName.length() - SUFFIX.length());
            String domain = place.getName(0).toString();
            switch (DkimKeyFile.read(file, domain, selector)) {
                case DkimKeyFile.Reading.Bad bad -> problems.add(bad.problem());
                case DkimKeyFile.Reading.Key good ->
                    byDomain.computeIfAbsent(domain, any -> new ArrayList<>()).add(good.key());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        byDomain.replaceAll((domain, all) -> current(all));
        return new Keys(Map.copyOf(byDomain), stamps);
    }

    private static List<DkimKey> current(List<DkimKey> all) {
        Map<DkimAlgorithm, DkimKey> last = new EnumMap<>(DkimAlgorithm.class);
        all.stream().sorted(Comparator.comparing(DkimKey::selector)).forEach(key -> last.put(key.algorithm(), key));
        return List.copyOf(last.values());
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> found = Files.find(
                directory, 2, (path, attributes) -> path.toString().endsWith(SUFFIX) && attributes.isRegularFile())) {
            return found.sorted().toList();
        }
    }

    private record Keys(Map<String, List<DkimKey>> byDomain, List<FileStamp> stamps) {}
}
