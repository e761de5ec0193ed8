package org.sluicemta.routes.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventCursor;
import org.sluicemta.event.EventReader;

/**
 * Reads events from the journal's files on a thread of its own, and waits for each exchange to end before it starts the
 * next. A failed exchange is repeated after a growing pause, and only success moves the cursor. A stop in the middle of
 * a page saves the position after the last success; after a crash the page is read again.
 */
final class EventsConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(EventsConsumer.class);

    /** Events between two saved positions. After a crash, this many may be repeated. */
    private static final int PAGE = 100;

    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration STOP_BOUND = Duration.ofSeconds(2);

    private final EventsEndpoint endpoint;
    private CountDownLatch stopped = new CountDownLatch(1);
    private EventCursor place = EventCursor.BEGINNING;
    private @Nullable Thread thread;

    EventsConsumer(EventsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stopped = new CountDownLatch(1);
        place = beginning();
        endpoint.services().missed().watch(endpoint.cursor());
        thread = Thread.ofVirtual().name("events " + endpoint.cursor()).start(this::run);
    }

    private EventReader events() {
        return endpoint.services().events();
    }

    private EventCursors cursors() {
        return endpoint.services().cursors();
    }

    /** A new cursor is saved at once, so that no later event is missed even if the first exchange never succeeds. */
    private EventCursor beginning() throws IOException {
        var kept = cursors().read(endpoint.cursor());
        if (kept.isPresent()) {
            return kept.get();
        }
        EventCursor first = switch (endpoint.from()) {
            case NOW -> events().end();
            case OLDEST -> EventCursor.BEGINNING;
        };
        cursors().keep(endpoint.cursor(), first);
        return first;
    }

    /** Lets the exchange in progress end, within a bound. */
    @Override
    protected void doStop() throws Exception {
        stopped.countDown();
        Thread running = thread;
        if (running != null && !running.join(STOP_BOUND)) {
            running.interrupt();
            running.join(STOP_BOUND);
        }
        super.doStop();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        boolean stop = false;
        while (!stop) {
            try {
                boolean more = readOn();
                pause = FIRST_PAUSE;
                stop = !more && pause(IDLE);
            } catch (IOException | RuntimeException e) { // whatever the cause, the events must continue
                LOG.error("Route {}: cannot read events or store the cursor; will retry", getRouteId(), e);
                stop = pause(pause);
                pause = longer(pause);
            }
            stop |= isEnding();
        }
    }

    private boolean isEnding() {
        return stopped.getCount() == 0;
    }

    /** Reads one page; returns false if there was nothing. */
    private boolean readOn() throws IOException {
        EventReader.Page page = events().read(place, Math.max(PAGE, endpoint.batch()), endpoint.types());
        if (page.gap()) {
            warnOfGap();
        }
        List<String> lines = page.lines();
        if (lines.isEmpty() && page.next().equals(place)) {
            return false;
        }
        int passed = pass(lines);
        place = passed == lines.size()
                ? page.next()
                : events().read(place, passed, endpoint.types()).next();
        if (passed > 0) {
            cursors().keep(endpoint.cursor(), place);
        }
        return !lines.isEmpty();
    }

    /** The next page begins in an existing file, so each gap is reported once. */
    private void warnOfGap() {
        endpoint.services().missed().missed(endpoint.cursor());
        LOG.error(
                "route {}: events behind {} were deleted by age or size, and those that cursor {} had not come to are"
                        + " missed. It goes on with the oldest that is left; keep more events (<events> in sluice.xml)"
                        + " or make the route faster",
                getRouteId(),
                place,
                endpoint.cursor());
    }

    /** Returns how many succeeded before the route was stopped. */
    private int pass(List<String> lines) {
        int passed = 0;
        while (passed < lines.size() && !isEnding()) {
            List<String> some = lines.subList(passed, Math.min(lines.size(), passed + endpoint.batch()));
            if (succeeds(some)) {
                passed += some.size();
            }
        }
        return passed;
    }

    /** Retries until it succeeds or the route is stopped. */
    private boolean succeeds(List<String> lines) {
        Duration pause = FIRST_PAUSE;
        Exception failure = attempt(lines);
        if (failure != null) {
            LOG.warn(
                    "Route {}: event {} failed and will be retried until it succeeds: {}",
                    getRouteId(),
                    events().find(lines.getFirst()).map(Event::id).orElse("without an id"),
                    failure.toString());
        }
        while (failure != null && !pause(pause)) {
            pause = longer(pause);
            failure = attempt(lines);
        }
        return failure == null;
    }

    private @Nullable Exception attempt(List<String> lines) {
        Exchange exchange = createExchange(false);
        try {
            fill(exchange.getIn(), lines);
            getProcessor().process(exchange);
            return exchange.getException();
        } catch (Exception e) {
            return e;
        } finally {
            releaseExchange(exchange, false);
        }
    }

    /** One event as in the journal, or several, one per line. */
    private void fill(Message message, List<String> lines) {
        message.setBody(String.join("\n", lines));
        if (lines.size() == 1) {
            // A damaged line, or one of another version, is passed on without headers.
            events().find(lines.getFirst()).ifPresent(event -> headers(message, event));
        }
    }

    private static void headers(Message message, Event event) {
        message.setHeader(SluiceHeaders.EVENT_ID, event.id());
        message.setHeader(SluiceHeaders.EVENT_TYPE, event.type().label());
        put(message, SluiceHeaders.ID, event.mail().messageId());
        put(message, SluiceHeaders.TENANT, event.mail().tenant());
        put(message, SluiceHeaders.STREAM, event.mail().stream());
        put(message, SluiceHeaders.CAMPAIGN, event.mail().campaign());
        put(message, SluiceHeaders.RECIPIENT, event.mail().recipient());
    }

    private static void put(Message message, String name, @Nullable Object value) {
        if (value != null) {
            message.setHeader(name, value.toString());
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** Returns whether the route was stopped in the meantime. */
    private boolean pause(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
