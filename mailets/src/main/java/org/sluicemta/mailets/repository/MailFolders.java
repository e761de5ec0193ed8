package org.sluicemta.mailets.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.sluicemta.settings.ServerSettings;

/**
 * The repositories of a chain: {@code file://var/mail/error} is the folder {@code repository/var/mail/error} of the
 * data directory. Other protocols are refused, because mail is only stored in folders.
 */
@Singleton
public final class MailFolders implements MailRepositoryStore {
    static final Protocol FILE = new Protocol("file");

    private final Path root;
    private final ConcurrentMap<MailRepositoryUrl, MailFolder> open = new ConcurrentHashMap<>();

    @Inject
    public MailFolders(ServerSettings settings) {
        this(settings.dataDirectory());
    }

    MailFolders(Path dataDirectory) {
        this.root = root(dataDirectory);
    }

    static Path root(Path dataDirectory) {
        return dataDirectory.resolve("repository").normalize();
    }

    @Override
    public MailRepository select(MailRepositoryUrl url) throws MailRepositoryStoreException {
        MailFolder known = open.get(url);
        if (known != null) {
            return known;
        }
        try {
            MailFolder made = MailFolder.open(folder(url));
            MailFolder earlier = open.putIfAbsent(url, made);
            return earlier == null ? made : earlier;
        } catch (IOException e) {
            throw new MailRepositoryStoreException("the folder of " + url.asString() + " cannot be made: " + e, e);
        }
    }

    private Path folder(MailRepositoryUrl url) throws MailRepositoryStoreException {
        return folder(root, url);
    }

    /** The folder for an address, which isn't created. Throws if it's not a valid address. */
    static Path folder(Path root, MailRepositoryUrl url) throws MailRepositoryStoreException {
        if (!url.getProtocol().equals(FILE)) {
            throw new UnsupportedRepositoryStoreException("mail repositories are folders: write file://"
                    + url.getPath().asString() + " instead of " + url.asString());
        }
        try {
            Path folder =
                    root.resolve(url.getPath().asString().replaceAll("^/+", "")).normalize();
            if (folder.startsWith(root) && !folder.equals(root)) {
                return folder;
            }
        } catch (InvalidPathException e) {
            throw new UnsupportedRepositoryStoreException(url.asString() + " is not the name of a folder", e);
        }
        throw new UnsupportedRepositoryStoreException(
                url.asString() + " leads out of " + root + ": name a folder below it, such as file://var/mail/error");
    }

    @Override
    public Optional<Protocol> defaultProtocol() {
        return Optional.of(FILE);
    }

    /** {@inheritDoc} Also one of an earlier run, if its folder still exists. */
    @Override
    public Optional<MailRepository> get(MailRepositoryUrl url) throws MailRepositoryStoreException {
        return open.containsKey(url) || Files.isDirectory(folder(url)) ? Optional.of(select(url)) : Optional.empty();
    }

    @Override
    public Stream<MailRepository> getByPath(MailRepositoryPath path) throws MailRepositoryStoreException {
        return get(MailRepositoryUrl.fromPathAndProtocol(FILE, path)).stream();
    }

    @Override
    public Stream<MailRepositoryUrl> getUrls() {
        return open.keySet().stream();
    }
}
