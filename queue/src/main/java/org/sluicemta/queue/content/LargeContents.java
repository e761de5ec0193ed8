package org.sluicemta.queue.content;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sluicemta.mail.MessageContent;

/**
 * Content that gets a segment of its own: it is written piece by piece, so none of it waits in memory, and the file is
 * deleted when the last recipient is done. It is written by a few platform threads that are never interrupted.
 */
final class LargeContents {
    private static final int AT_A_TIME = 2;
    private static final int OCTETS_A_SECOND = 1 << 20;

    private final Books books;
    private final SegmentFiles files;
    private final Duration patience;
    private final ExecutorService writers = Executors.newFixedThreadPool(
            AT_A_TIME, Thread.ofPlatform().name("content-large-", 0).factory());

    LargeContents(Books books, SegmentFiles files, Duration patience) {
        this.books = books;
        this.files = files;
        this.patience = patience;
    }

    /** Returns when it is on disk. */
    ContentRef put(MessageContent content, int[] recipients) throws IOException {
        CompletableFuture<ContentRef> written =
                CompletableFuture.supplyAsync(() -> writeOrExplain(content, recipients), writers);
        long seconds = patience.toSeconds() + content.size() / OCTETS_A_SECOND;
        try {
            return written.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException why ? why : new IOException(e.getCause());
        } catch (TimeoutException e) {
            written.thenAccept(ref -> books.release(ref, recipients));
            throw new IOException("the disk did not take the content of a message in " + seconds + " s", e);
        } catch (InterruptedException e) {
            written.thenAccept(ref -> books.release(ref, recipients));
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the disk");
        }
    }

    private ContentRef writeOrExplain(MessageContent content, int[] recipients) {
        Segment segment = begin();
        boolean complete = false;
        try {
            ContentRef ref = write(segment, content);
            finish(segment, ref, recipients);
            complete = true;
            return ref;
        } catch (IOException e) {
            throw new CompletionException(told(e, content));
        } finally {
            if (!complete) {
                books.abandon(segment);
            }
        }
    }

    private Segment begin() {
        books.lock.lock();
        try {
            return books.begin(files);
        } finally {
            books.lock.unlock();
        }
    }

    private ContentRef write(Segment segment, MessageContent content) throws IOException {
        try (SegmentFiles.Writing file = files.create(segment.number())) {
            FileOfPieces pieces = new FileOfPieces(file, content);
            content.writeTo(pieces);
            RecordFormat.Header header = pieces.end(0);
            if (header.length() != content.size()) {
                throw new IOException(
                        "content says that it has " + content.size() + " octets and has " + header.length());
            }
            long size = RecordFormat.size(header.length());
            ByteBuffer frame = ByteBuffer.allocate(RecordFormat.HEADER);
            RecordFormat.putFooter(frame, segment.number(), size);
            file.write(frame.flip(), size);
            RecordFormat.putHeader(frame.clear(), segment.number(), 0, header);
            file.write(frame.flip(), 0);
            file.force();
            return new ContentRef(segment.number(), 0, header.length(), header.checksum());
        }
    }

    private void finish(Segment segment, ContentRef ref, int[] recipients) {
        books.lock.lock();
        try {
            long size = RecordFormat.size(ref.length());
            segment.holds.hold(0, size, recipients);
            segment.size = size;
            segment.durable = size;
            segment.end = size;
            segment.sealed = true;
        } finally {
            books.lock.unlock();
        }
    }

    private IOException told(IOException cause, MessageContent content) {
        try {
            return files.usable() < content.size() ? new NoContentRoomException(cause) : cause;
        } catch (IOException e) {
            return cause;
        }
    }

    void close() throws InterruptedException {
        writers.shutdown();
        writers.awaitTermination(patience.toSeconds(), TimeUnit.SECONDS);
    }

    private static final class FileOfPieces extends RecordFormat.Pieces {
        private final SegmentFiles.Writing file;
        private final MessageContent content;
        private long at = RecordFormat.HEADER;

        FileOfPieces(SegmentFiles.Writing file, MessageContent content) {
            super(content.size());
            this.file = file;
            this.content = content;
        }

        @Override
        void piece(byte[] octets, int length) throws IOException {
            if (at + length > RecordFormat.size(content.size())) {
                throw RecordFormat.longer(content);
            }
            file.write(ByteBuffer.wrap(octets, 0, length), at);
            at += length;
        }
    }
}
