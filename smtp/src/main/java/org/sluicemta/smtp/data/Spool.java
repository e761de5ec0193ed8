package org.sluicemta.smtp.data;

import java.io.IOException;
import java.nio.file.Path;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.settings.ServerSettings;

/** Where the content of messages is kept while they are received and go through the chain. */
@Singleton
public final class Spool {
    private static final int IN_MEMORY = 256 * 1024;

    private final Path directory;
    private final int threshold;
    private final ContentBudget budget;
    private final ContentBudget strangers;

    @Inject
    Spool(ServerSettings settings) {
        this(
                settings.dataDirectory().resolve("receiving"),
                IN_MEMORY,
                new ContentBudget(Runtime.getRuntime().maxMemory() / 8),
                new ContentBudget(limit(settings.smtp().limits().content().strangers())));
    }

    /**
     * @param directory of the files of large messages
     * @param threshold octets of one message kept in memory
     * @param budget what all messages may keep in memory together
     * @param strangers what the messages of clients who may not relay may take together, in memory and files, while they
     *     come
     */
    public Spool(Path directory, int threshold, ContentBudget budget, ContentBudget strangers) {
        this.directory = directory;
        this.threshold = threshold;
        this.budget = budget;
        this.strangers = strangers;
    }

    private static long limit(long octets) {
        return octets == 0 ? Long.MAX_VALUE : octets;
    }

    /** To be called before the first message comes. */
    public void makeDirectory() throws IOException {
        OwnerOnly.makeDirectory(directory);
    }

    Path directory() {
        return directory;
    }

    int threshold() {
        return threshold;
    }

    ContentBudget budget() {
        return budget;
    }

    ContentBudget strangers() {
        return strangers;
    }
}
