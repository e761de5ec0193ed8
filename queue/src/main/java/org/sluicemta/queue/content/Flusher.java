package org.sluicemta.queue.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flushes what was written, one segment at a time, and notifies waiting senders. Used by the writer's thread only. */
final class Flusher {
    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);

    private final Books books;
    private final Appender appender;
    private final FlushMeter meter;

    Flusher(Books books, Appender appender, FlushMeter meter) {
        this.books = books;
        this.appender = appender;
        this.meter = meter;
    }

    void flush(List<Pending> batch) {
        Map<Segment, List<Pending>> bySegment = new LinkedHashMap<>();
        batch.forEach(record -> bySegment
                .computeIfAbsent(record.segment(), key -> new ArrayList<>())
                .add(record));
        bySegment.forEach(this::flush);
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
                appender.inMemory().becameDurable(record);
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
