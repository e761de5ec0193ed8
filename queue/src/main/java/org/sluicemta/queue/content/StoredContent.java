package org.sluicemta.queue.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.sluicemta.mail.MessageContent;

/** Content in the store; read from there each time, 64 KiB in memory at most. */
final class StoredContent implements MessageContent {
    private final Books books;
    private final Appender appender;
    private final ContentRef ref;

    StoredContent(Books books, Appender appender, ContentRef ref) {
        this.books = books;
        this.appender = appender;
        this.ref = ref;
    }

    @Override
    public long size() {
        return ref.length();
    }

    @Override
    public InputStream open() {
        return new ContentStream(books, appender, ref);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (ContentStream in = new ContentStream(books, appender, ref)) {
            in.transferTo(out);
        }
    }
}
