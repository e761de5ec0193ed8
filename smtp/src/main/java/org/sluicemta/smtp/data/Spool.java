package org.sluicemta.smtp.data;

import java.io.IOException;
import java.nio.file.Path;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.settings.ServerSettings;

/** Where message content is kept during reception and in the chain. */
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
     * @param directory for the files of large messages
     * @param threshold octets of one message kept in memory
     * @param budget memory limit for all messages together
     * @param strangers limit for messages being received from clients without relay rights, in memory and files
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

    /** Call before the first message. */
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
