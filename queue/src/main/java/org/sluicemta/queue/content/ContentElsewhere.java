package org.sluicemta.queue.content;

import java.io.IOException;
import java.io.InputStream;

/**
 * Content that is in another kind of store, because the setting in sluice.xml was changed while mail was queued, or
 * differs between servers. It isn't lost, so its mail stays and is retried.
 */
final class ContentElsewhere extends InputStream {
    private final ContentRef ref;

    ContentElsewhere(ContentRef ref) {
        this.ref = ref;
    }

    @Override
    public int read() throws IOException {
        throw new IOException(
                ref.isInTable()
                        ? "content " + ref + " lies in the database, and this server reads files: sluice.xml must say"
                                + " <broker content=\"database\"> until that mail is delivered"
                        : "content " + ref
                                + " lies in the files of a server, and this one reads the database: that server"
                                + " must run with <broker content=\"files\"> until that mail is delivered");
    }
}
