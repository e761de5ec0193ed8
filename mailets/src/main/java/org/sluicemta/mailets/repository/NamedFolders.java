package org.sluicemta.mailets.repository;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.sluicemta.settings.ServerSettings;

/** Reads the addresses of repositories as {@link MailFolders} does, without creating any, for a check of the chain. */
public final class NamedFolders implements MailRepositoryStore {
    private final Path root;

    @Inject
    public NamedFolders(ServerSettings settings) {
        this.root = MailFolders.root(settings.dataDirectory());
    }

    @Override
    public MailRepository select(MailRepositoryUrl url) throws MailRepositoryStoreException {
        Path folder = MailFolders.folder(root, url);
        return (MailRepository) Proxy.newProxyInstance(
                MailRepository.class.getClassLoader(),
                new Class<?>[] {MailRepository.class},
                (proxy, method, values) -> {
                    throw new IllegalStateException(folder + " cannot be used before the server has started");
                });
    }

    @Override
    public Optional<Protocol> defaultProtocol() {
        return Optional.of(MailFolders.FILE);
    }

    @Override
    public Optional<MailRepository> get(MailRepositoryUrl url) throws MailRepositoryStoreException {
        return Optional.of(select(url));
    }

    @Override
    public Stream<MailRepository> getByPath(MailRepositoryPath path) {
        return Stream.empty();
    }

    @Override
    public Stream<MailRepositoryUrl> getUrls() {
        return Stream.empty();
    }
}
