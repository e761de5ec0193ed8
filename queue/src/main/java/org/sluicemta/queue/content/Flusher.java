package org.sluicemta.queue.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flushes what was written, all that has gathered in one go, and tells those who wait. */
final class Flusher {
    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);

    private final Books books;
    private final Appender appender;
    private final FlushMeter meter;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition gathered = lock.newCondition();
    private final Thread thread = Thread.ofPlatform().name("content-flusher").unstarted(this::flush);
    private List<Pending> written = new ArrayList<>();
    private boolean finished;

    Flusher(Books books, Appender appender, FlushMeter meter) {
        this.books = books;
        this.appender = appender;
        this.meter = meter;
    }

    void start() {
        thread.start();
    }

    void add(Collection<Pending> records) {
        lock.lock();
        try {
            written.addAll(records);
            gathered.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing comes any more; the thread ends when it has flushed what there is. */
    void finish() {
        lock.lock();
        try {
            finished = true;
            gathered.signal();
        } finally {
            lock.unlock();
        }
    }

    void join() throws InterruptedException {
        thread.join();
    }

    private void flush() {
        for (List<Pending> batch = take(); !batch.isEmpty(); batch = take()) {
            Map<Segment, List<Pending>> bySegment = new LinkedHashMap<>();
            batch.forEach(record -> bySegment
                    .computeIfAbsent(record.segment(), key -> new ArrayList<>())
                    .add(record));
            bySegment.forEach(this::flush);
        }
    }

    private List<Pending> take() {
        lock.lock();
        try {
            while (written.isEmpty() && !finished) {
                gathered.awaitUninterruptibly();
            }
            List<Pending> batch = written;
            written = new ArrayList<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void flush(Segment segment, List<Pending> records) {
        if (segment.sealed) {
            return; // it failed
        }
        try {
            force(segment);
        } catch (IOException e) {
            appender.fail(segment, segment.durable, e);
            seal(segment);
            return;
        }
        tell(segment, records);
    }

    private void force(Segment segment) throws IOException {
        SegmentFiles.Writing writing = segment.writing;
        if (writing != null) {
            long began = System.nanoTime();
            writing.force();
            meter.flushed(System.nanoTime() - began);
        }
    }

    private void tell(Segment segment, List<Pending> records) {
        long end = segment.end;
        boolean footer = false;
        for (Pending record : records) {
            footer |= record.footer();
            if (!record.footer() && record.end() <= end) {
                segment.durable = Math.max(segment.durable, record.end());
                appender.becameDurable(record);
            }
        }
        if (footer) {
            seal(segment);
        }
    }

    private void seal(Segment segment) {
        SegmentFiles.Writing writing = segment.writing;
        try {
            if (writing != null) {
                writing.close();
            }
        } catch (IOException e) {
            LOG.warn("Segment {} could not be closed: {}", segment.number(), e.getMessage());
        }
        books.lock.lock();
        try {
            segment.end = Math.min(segment.end, segment.size);
            segment.sealed = true;
            books.dropIfFree(segment);
        } finally {
            books.lock.unlock();
        }
    }
}
