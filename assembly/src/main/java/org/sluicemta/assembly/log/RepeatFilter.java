package org.sluicemta.assembly.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Passes only one line of a kind per minute if a stranger can control how often it is written: warnings and errors with
 * a stack trace, and all lines of loggers named by {@code <about>}. The first omitted line is replaced by a notice.
 * Lines for fail2ban have no stack trace and come from other loggers.
 */
public final class RepeatFilter extends TurboFilter {
    private static final long PERIOD = Duration.ofMinutes(1).toNanos();
    private static final int KINDS = 1_000;

    private final LongSupplier ticker;
    private final List<String> about = new CopyOnWriteArrayList<>();
    private final Map<String, Kind> kinds = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kind> eldest) {
            return size() > KINDS;
        }
    };

    public RepeatFilter() {
        this(System::nanoTime);
    }

    /** @param ticker monotonic nanoseconds */
    RepeatFilter(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** Prefix of loggers all of whose warnings are counted, as in logback.xml. */
    public void addAbout(String logger) {
        about.add(logger);
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        if (format == null || !level.isGreaterOrEqual(Level.WARN)) {
            return FilterReply.NEUTRAL;
        }
        Throwable cause = thrown != null ? thrown : lastOf(arguments);
        if (cause == null && about.stream().noneMatch(logger.getName()::startsWith)) {
            return FilterReply.NEUTRAL;
        }
        String kind = logger.getName()
                + '\n'
                + format
                + '\n'
                + (cause == null ? "" : cause.getClass().getName());
        return switch (next(kind)) {
            case WRITTEN -> FilterReply.NEUTRAL;
            case FIRST_LEFT_OUT -> {
                logger.getLoggerContext()
                        .getLogger(RepeatFilter.class)
                        .warn("more lines of {} like the one before are left out for a minute", logger.getName());
                yield FilterReply.DENY;
            }
            case LEFT_OUT -> FilterReply.DENY;
        };
    }

    private synchronized Fate next(String kind) {
        long now = ticker.getAsLong();
        Kind known = kinds.computeIfAbsent(kind, name -> new Kind(now));
        if (known.lines == 0 || now - known.since >= PERIOD) {
            known.since = now;
            known.lines = 1;
            return Fate.WRITTEN;
        }
        return known.lines++ == 1 ? Fate.FIRST_LEFT_OUT : Fate.LEFT_OUT;
    }

    private static @Nullable Throwable lastOf(Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable last
                ? last
                : null;
    }

    private enum Fate {
        WRITTEN,
        FIRST_LEFT_OUT,
        LEFT_OUT
    }

    /** Lines of one kind since the last one written. */
    private static final class Kind {
        private long since;
        private long lines;

        Kind(long since) {
            this.since = since;
        }
    }
}
