package org.sluicemta.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.gateway.DeliverySlot;
import org.sluicemta.gateway.Gateway;
import org.sluicemta.gateway.SiteGate;
import org.sluicemta.gateway.SuspendedDomain;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.outcome.DeliveryAttempt;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.testing.event.Arrivals;

/** A gateway without a network: so many deliveries at a time per gate, outcomes by a function, held back when told. */
public final class FakeGateway implements Gateway {
    public static final DeliveryAttempt ATTEMPT = new DeliveryAttempt(
            new SourceId("src"), "mx.example.org", "192.0.2.1:25", null, null, Instant.EPOCH, Duration.ofMillis(5));
    public static final SmtpReply OK = new SmtpReply(250, "2.0.0", "queued");

    public final Arrivals<OutboundMessage> delivered = new Arrivals<>("deliveries", 200_000);
    private final Map<Object, Gate> gates = new ConcurrentHashMap<>();
    private final int slotsPerGate;
    private volatile Function<EnvelopeRecipient, DeliveryOutcome> answer =
            recipient -> new DeliveryOutcome.Delivered(ATTEMPT, OK, false);
    private volatile Inspection inspection = message -> {};
    private volatile boolean held;
    private volatile boolean findsServers = true;
    private volatile Function<String, Optional<SuspendedDomain>> down = domain -> Optional.empty();
    private final AtomicInteger takesToFail = new AtomicInteger();
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private record Pair(PoolId pool, SiteId site) {}

    public FakeGateway(int slotsPerGate) {
        this.slotsPerGate = slotsPerGate;
    }

    public void answer(Function<EnvelopeRecipient, DeliveryOutcome> with) {
        answer = with;
    }

    /** Looks at each message while its content may be read. */
    public interface Inspection {
        void look(OutboundMessage message) throws Exception;
    }

    public void inspect(Inspection with) {
        inspection = with;
    }

    /** Which domains get no slot. */
    public void down(Function<String, Optional<SuspendedDomain>> with) {
        down = with;
    }

    /** So many requests for a slot end in a fault of this server. */
    public void failTakes(int count) {
        takesToFail.set(count);
    }

    /** No server hears of any mail, as when DNS fails. What becomes of it is the answer's to say. */
    public void findNoServer() {
        findsServers = false;
    }

    /** Deliveries begin and do not end until {@link #letGo}. */
    public void hold() {
        held = true;
    }

    public void letGo() {
        Queue<Runnable> all;
        synchronized (waiting) {
            held = false;
            all = new ArrayDeque<>(waiting);
            waiting.clear();
        }
        all.forEach(Runnable::run);
    }

    @Override
    public SiteGate gate(PoolId pool, SiteId site) {
        return gates.computeIfAbsent(new Pair(pool, site), key -> new Gate(site));
    }

    @Override
    public void stop(Duration bound) {
        gates.clear();
    }

    /** Servers may be up again: whoever waits for one is told. */
    public void weatherChanged() {
        gates.values().forEach(Gate::weatherChanged);
    }

    private final class Gate implements SiteGate {
        private final SiteId site;
        private int free = slotsPerGate;
        private final Queue<Runnable> waitingForWeather = new ArrayDeque<>();

        Gate(SiteId site) {
            this.site = site;
        }

        private final Queue<Runnable> ready = new ArrayDeque<>();

        @Override
        public synchronized Optional<DeliverySlot> tryTake() {
            if (takesToFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("the gate fell off its hinges, as the test wants");
            }
            if (free == 0) {
                return Optional.empty();
            }
            free--;
            return Optional.of(new Slot(this));
        }

        @Override
        public synchronized boolean isFull() {
            return free == 0 || isDown();
        }

        @Override
        public Optional<DeliverySlot> tryTake(String domain) {
            return down.apply(domain).isPresent() ? Optional.empty() : tryTake();
        }

        @Override
        public Optional<SuspendedDomain> suspended(String domain) {
            return site.equals(SiteId.OTHER) ? down.apply(domain) : Optional.empty();
        }

        /** A site of one domain. */
        private boolean isDown() {
            return !site.equals(SiteId.OTHER) && down.apply(site.value()).isPresent();
        }

        void weatherChanged() {
            List<Runnable> all;
            synchronized (this) {
                if (isDown()) {
                    return;
                }
                all = List.copyOf(waitingForWeather);
                waitingForWeather.clear();
            }
            all.forEach(Runnable::run);
        }

        @Override
        public void whenReady(Runnable action) {
            synchronized (this) {
                if (free == 0 || isDown()) {
                    (free == 0 ? ready : waitingForWeather).add(action);
                    return;
                }
            }
            action.run();
        }

        void giveBack() {
            Runnable next;
            synchronized (this) {
                free++;
                next = ready.poll();
            }
            if (next != null) {
                next.run();
            }
        }
    }

    private static List<RecipientOutcome> outcomes(
            OutboundMessage message, Function<EnvelopeRecipient, DeliveryOutcome> answers) {
        return message.recipients().stream()
                .map(recipient -> new RecipientOutcome(recipient, answers.apply(recipient)))
                .toList();
    }

    private final class Slot implements DeliverySlot {
        private final Gate gate;
        private final AtomicBoolean used = new AtomicBoolean();

        Slot(Gate gate) {
            this.gate = gate;
        }

        @Override
        public CompletionStage<List<RecipientOutcome>> deliver(OutboundMessage message, BooleanSupplier wanted) {
            used.set(true);
            if (findsServers && !wanted.getAsBoolean()) { // asked before a server hears of it, as the real one does
                gate.giveBack();
                return CompletableFuture.completedFuture(outcomes(message, recipient -> Answers.calledBack()));
            }
            CompletableFuture<List<RecipientOutcome>> result = new CompletableFuture<>();
            try {
                inspection.look(message);
            } catch (Exception e) {
                return CompletableFuture.failedFuture(e);
            }
            delivered.add(message);
            Runnable end = () -> {
                gate.giveBack();
                result.complete(outcomes(message, answer));
            };
            synchronized (waiting) {
                if (held) {
                    waiting.add(end);
                    return result;
                }
            }
            Thread.ofVirtual().start(end);
            return result;
        }

        @Override
        public void release() {
            if (used.compareAndSet(false, true)) {
                gate.giveBack();
            }
        }
    }
}
